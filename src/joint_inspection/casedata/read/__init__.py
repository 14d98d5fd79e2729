"""What stands in the files, cell by cell? Workbooks, comma-separated values, folders and zips, read as they come."""
