using System.CommandLine;

namespace Tevreden.Cli.Erasure;

/// <summary>The options that say whom it is about.</summary>
internal sealed class PersonLine
{
    private readonly Option<string?> _email = new("--email") { Description = "The person's e-mail address; every contact that has it is meant." };
    private readonly Option<Guid?> _contact = new("--contact") { Description = "Id of the person's contact." };

    public void AddTo(Command command)
    {
        command.Options.Add(_email);
        command.Options.Add(_contact);
        command.Validators.Add(result =>
        {
            var email = result.GetValue(_email);
            var contact = result.GetResult(_contact) is not null;
            if (email is null && !contact)
                result.AddError("Say whom: --email or --contact.");
            if (email is not null && contact)
                result.AddError("--email and --contact exclude each other: each of them finds the person.");
            if (email is not null && email.IndexOf('@', StringComparison.Ordinal) <= 0)
                result.AddError("--email: expected an e-mail address.");
        });
    }

    public (Guid? Contact, string? Email) Read(ParseResult parsed) => (parsed.GetValue(_contact), parsed.GetValue(_email)?.Trim());
}
