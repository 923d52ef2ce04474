"""Pages about the record: boards, points, reports, and the desk."""
