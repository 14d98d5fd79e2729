"""Who is told what, with receipts; and whether an inspection is put off, paused or goes on."""
