"""The staff's desk inside the Wagtail admin: inbox, case page, steps, messages. Reads only through `visible_to`."""
