"""The acts of a consultation, by subject: drafted, opened, heard, answered, ended."""
