// The simulated service is internal, and so is every table of cases that names a part of it.
[assembly: DiscoverInternals]
[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]
