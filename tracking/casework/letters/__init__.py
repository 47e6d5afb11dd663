"""Letters of the office: dated templates, wordings in a small closed language, numbers, and what was issued for good.

`catalogue`, `facts`, `language` and `sheet` are pure; `issuing` is the only writer of letters, `wordings` of templates.
"""
