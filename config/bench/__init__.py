"""The benchmarks of `bin/bench`: ratios of things measured in turn, in one run."""
