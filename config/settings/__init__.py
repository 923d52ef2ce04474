"""Settings: `base` for all, `dev`, `test` and `prod` on top. The environment is read in `environment`."""
