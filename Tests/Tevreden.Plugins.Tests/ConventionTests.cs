using System.Reflection;
using Tevreden.Dataverse.Plugins;

namespace Tevreden.Plugins.Tests;

[TestClass]
internal sealed class ConventionTests
{
    private static readonly Assembly Plugins = typeof(PluginBase).Assembly;

    [TestMethod]
    public void The_assembly_references_nothing_but_the_framework_and_the_sdk()
    {
        var others = Plugins.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => n is not ("mscorlib" or "System" or "Microsoft.Xrm.Sdk" or "Microsoft.Crm.Sdk.Proxy") && !n.StartsWith("System.", StringComparison.Ordinal));
        Assert.AreEqual(string.Empty, string.Join(", ", others));
    }

    [TestMethod]
    public void The_assembly_is_strong_named_and_its_version_never_moves()
    {
        var name = Plugins.GetName();
        Assert.HasCount(8, name.GetPublicKeyToken()!);
        Assert.AreEqual(new Version(1, 0, 0, 0), name.Version);
    }

    [TestMethod]
    public void The_pure_core_knows_no_sdk_no_http_and_no_part_outside_itself()
    {
        string[] allowed = ["System", "Tevreden.Dataverse.Plugins.Core", "Tevreden.Dataverse.Names"];
        string[] refused = ["System.Net", "System.ServiceModel"];
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var offenders =
            from type in Plugins.GetTypes()
            where type.Namespace?.StartsWith("Tevreden.Dataverse.Plugins.Core", StringComparison.Ordinal) == true
            from used in type.GetFields(all).Select(f => f.FieldType)
                .Concat(type.GetMethods(all).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType).Concat(Locals(m))))
                .Concat(type.GetConstructors(all).SelectMany(c => c.GetParameters().Select(p => p.ParameterType).Concat(Locals(c))))
                .SelectMany(Parts)
            let space = used.Namespace ?? string.Empty
            where !Array.Exists(allowed, a => IsIn(space, a)) || Array.Exists(refused, r => IsIn(space, r))
            select $"{type.Name} uses {used.FullName}";
        Assert.AreEqual(string.Empty, string.Join("; ", offenders.Distinct()));
    }

    [TestMethod]
    [DataRow("PlanInvitation")]
    [DataRow("SendInvitation")]
    [DataRow("RunConnectionTest")]
    [DataRow("TestConnectionApi")]
    [DataRow("PlanCaseApi")]
    [DataRow("RunDueApi")]
    [DataRow("CheckRule")]
    [DataRow("MendRule")]
    [DataRow("KeepOptOut")]
    [DataRow("PreviewInvitationApi")]
    [DataRow("TestRuleApi")]
    [DataRow("ConnectionChanged")]
    [DataRow("RequestInvitationApi")]
    public void The_platform_can_make_the_plug_in_that_the_solution_names(string name)
    {
        var type = Plugins.GetType("Tevreden.Dataverse.Plugins." + name, throwOnError: true)!;
        Assert.IsTrue(type.IsPublic && type.IsSealed);
        Assert.IsInstanceOfType<PluginBase>(Activator.CreateInstance(type));
    }

    [TestMethod]
    public void No_static_field_keeps_anything_but_constants_and_what_is_cached_for_a_minute()
    {
        var mutable =
            from type in Plugins.GetTypes()
            where type.Namespace?.StartsWith("Tevreden.Dataverse.Plugins", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal)
            from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
            where !field.IsLiteral && !field.IsInitOnly
            select $"{type.Name}.{field.Name}";
        Assert.AreEqual(string.Empty, string.Join(", ", mutable));
    }

    private static bool IsIn(string space, string root) => space == root || space.StartsWith(root + ".", StringComparison.Ordinal);

    private static IEnumerable<Type> Locals(MethodBase method) => method.GetMethodBody()?.LocalVariables.Select(l => l.LocalType) ?? [];

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];
}
