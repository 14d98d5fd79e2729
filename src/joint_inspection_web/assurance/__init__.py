"""Quality assurance: second ratings, queries, moderation."""
