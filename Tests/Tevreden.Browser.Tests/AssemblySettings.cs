[assembly: DiscoverInternals]
// One browser and one environment serve all tests, on a machine that may be small.
[assembly: DoNotParallelize]
