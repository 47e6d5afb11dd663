"""The librarian's boards: amendments, what is missing, what is doubtful, folders, readers' reports."""
