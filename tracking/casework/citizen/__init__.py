"""The citizen's screens: advice before, the form, the case behind the code."""
