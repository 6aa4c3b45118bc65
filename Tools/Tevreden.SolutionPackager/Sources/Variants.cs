namespace Tevreden.SolutionPackager.Sources;

/// <summary>
/// <c>NAME_managed.xml</c> goes into the managed zip in the place of <c>NAME.xml</c>. One that stands alone goes into no other:
/// a layer on a form of the platform has no unmanaged shape, since an unmanaged form is a whole form.
/// </summary>
internal static class Variants
{
    private const string Managed = "_managed";

    public static IEnumerable<SourceElement> Of(IEnumerable<SourceElement> files, bool isManaged) =>
        files.GroupBy(file => Plain(file.File), StringComparer.Ordinal)
            .Select(variants => variants.OrderByDescending(file => IsManaged(file.File) == isManaged).First())
            .Where(file => isManaged || !IsManaged(file.File));

    public static bool IsManaged(string path) => Path.GetFileNameWithoutExtension(path).EndsWith(Managed, StringComparison.Ordinal);

    /// <summary>The file's name without extension and without the mark of the managed variant.</summary>
    public static string NameOf(string path) => Path.GetFileNameWithoutExtension(Plain(path));

    private static string Plain(string path) => IsManaged(path) ? string.Concat(path.AsSpan(0, path.Length - Managed.Length - Path.GetExtension(path).Length), Path.GetExtension(path)) : path;
}
