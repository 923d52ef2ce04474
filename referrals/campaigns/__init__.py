"""Peer armies: missions, slots, matching, proof and reward."""
