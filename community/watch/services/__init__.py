"""What can be done about newcomers whose output bursts or fades."""
