"""What two people answer for beside the text: facts of an act, summaries, relations, duties, fields of the law."""
