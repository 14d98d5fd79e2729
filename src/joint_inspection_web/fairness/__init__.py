"""Findings and the bodies they are about: hearsay, replies, referrals, escalation, joint evaluation."""
