"""Settings: `base` for all, `dev`, `test` and `prod` on top. See `environment`."""
