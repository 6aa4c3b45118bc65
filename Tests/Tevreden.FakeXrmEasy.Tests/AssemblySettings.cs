using Microsoft.VisualStudio.TestTools.UnitTesting;

// What is tested is internal, and so is every table of cases that names it.
[assembly: DiscoverInternals]
[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]
