"""A copy of the whole public site as plain files: to read without a server, to carry on a stick, to put up elsewhere.

The views and templates of the site draw the pages; `addresses` turns their links into links between files; `folder` writes
what has changed, erases what is not listed any more, and lists the hash of every file; `signature` signs that list.
"""
