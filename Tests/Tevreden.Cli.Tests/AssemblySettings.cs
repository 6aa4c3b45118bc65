[assembly: DiscoverInternals]
[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]
