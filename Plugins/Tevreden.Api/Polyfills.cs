using System.ComponentModel;

// Types that newer C# needs and that .NET Standard 2.0 and .NET Framework don't have.
namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler build <c>init</c> accessors.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit
{
}
