"""Who petitions: alone, for somebody, many together, without a name; and have we met them before?"""
