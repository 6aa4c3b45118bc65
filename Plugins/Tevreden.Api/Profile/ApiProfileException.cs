using System;
using System.Collections.Generic;

namespace Tevreden.Api.Profile;

/// <summary>The profile that a customer wrote can't be used; <see cref="Problems"/> names everything that is wrong with it.</summary>
public sealed class ApiProfileException(IReadOnlyList<string> problems)
    : Exception("The API profile can't be used. " + string.Join(" ", problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
