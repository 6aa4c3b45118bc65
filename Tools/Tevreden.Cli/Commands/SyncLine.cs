using System.CommandLine;
using System.CommandLine.Parsing;
using Tevreden.Cli.Sync;

namespace Tevreden.Cli.Commands;

/// <summary>The options that say which responses to read.</summary>
internal sealed class SyncLine
{
    private readonly Option<DateTime?> _since;
    private readonly Option<bool> _full = new("--full") { Description = "Read all responses again." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Write nothing; tell what would be written." };
    private readonly Option<Shard?> _shard = new("--shard")
    {
        Description = $"Read a part of the responses only, by organisation of the service: 2/8 is the second of eight. Each part is a run of its own (up to {Shard.Most}).",
        CustomParser = ReadShard,
    };

    public SyncLine(TimeProvider time) => _since = new SinceOption(time, "Read responses that changed at or after this time.").Option;

    public void AddTo(Command command)
    {
        command.Options.Add(_since);
        command.Options.Add(_full);
        command.Options.Add(_dryRun);
        command.Options.Add(_shard);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_since) is not null && result.GetValue(_full))
                result.AddError("--since and --full exclude each other: --full reads everything.");
        });
    }

    public SyncOptions Read(ParseResult parsed) => new(parsed.GetValue(_since), parsed.GetValue(_full), parsed.GetValue(_dryRun), parsed.GetValue(_shard));

    private static Shard? ReadShard(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (Shard.Parse(text) is { } shard)
            return shard;
        argument.AddError($"--shard: expected which of how many, such as 2/8, with up to {Shard.Most}, found \"{text}\".");
        return null;
    }
}
