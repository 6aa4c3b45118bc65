using System.Globalization;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync.Scores;

/// <summary>The two kinds of customer that have a score.</summary>
/// <param name="Table">Their table.</param>
/// <param name="IdColumn">Its primary key.</param>
/// <param name="ResponseColumn">Lookup to it on a response.</param>
/// <param name="ScoreColumn">Lookup to it on a score.</param>
/// <param name="Prefix">Begins the key of its score.</param>
/// <param name="CountsAnonymous">True where responses without a person count, if there are enough of them.</param>
internal sealed record ScoreSubject(string Table, string IdColumn, string ResponseColumn, string ScoreColumn, string Prefix, bool CountsAnonymous)
{
    public static readonly ScoreSubject Account = new("account", "accountid", ResponseTable.Account, ScoreTable.Account, "a-", CountsAnonymous: true);
    public static readonly ScoreSubject Contact = new("contact", "contactid", ResponseTable.Contact, ScoreTable.Contact, "c-", CountsAnonymous: false);

    public string Key(Guid customer) => Prefix + customer.ToString("D", CultureInfo.InvariantCulture);

    /// <summary>The customer in a score's key; null where the key is not of this kind.</summary>
    public Guid? Customer(string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(key.AsSpan(Prefix.Length), "D", out var id) ? id : null;
}
