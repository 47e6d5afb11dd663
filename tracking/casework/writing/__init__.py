"""The writers of a case behind `casework.py`: each call one transaction of row, event, terms and notice."""
