using System.Globalization;
using Microsoft.Xrm.Sdk;
using Tevreden.Api;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync;

/// <summary>One response of the service together with what it belongs to here. Immutable.</summary>
internal sealed class MappedResponse
{
    private readonly bool _keepsTexts;

    public MappedResponse(SurveyResponse source, InvitationInfo? invitation, Books books)
    {
        Source = source;
        Invitation = invitation;
        Key = ExternalIds.Response(source.Id);
        Survey = books.Survey(source.QuestionnaireId, invitation?.Survey);
        Location = books.Location(source.LocationId, invitation?.Location);
        Hash = MakeHash();
        _keepsTexts = !(RespondedOn < books.RemarksKeptSince);
    }

    public SurveyResponse Source { get; }

    /// <summary>Value of the alternate key.</summary>
    public string Key { get; }

    /// <summary>Null where no invitation of this environment has the response's reference.</summary>
    public InvitationInfo? Invitation { get; }

    public SurveyInfo? Survey { get; }

    public Guid? Location { get; }

    /// <summary>Over everything that is written, but for the customer behind the invitation: merging customers moves those links by itself.</summary>
    public string Hash { get; }

    /// <summary>Kept without a link to contact, case and invitation.</summary>
    public bool Anonymous => Survey?.Anonymous == true;

    public bool Test => Invitation?.Test == true;

    /// <summary>The time that counts: when it was given, or where the service does not say, when it last changed.</summary>
    public DateTime RespondedOn => Source.RespondedAt ?? Source.ChangedAt;

    /// <summary>The row, to be upserted by its key. Links that are not known now are left as they are: an invitation may have been tidied away since.</summary>
    public Entity ToRow()
    {
        var row = new Entity(ResponseTable.Table, ResponseTable.ExternalId, Key)
        {
            [ResponseTable.Name] = Name(),
            [ResponseTable.Score] = Source.Score,
            [ResponseTable.Recommendation] = Source.Recommendation,
            [ResponseTable.NpsClass] = NpsClasses.Of(Source.Recommendation) is { } group ? new OptionSetValue((int)group) : null,
            [ResponseTable.Remark] = _keepsTexts ? Texts.Fit(Source.Remark, Texts.Remark) : null,
            [ResponseTable.RespondedOn] = RespondedOn,
            [ResponseTable.ChangedOn] = Source.ChangedAt,
            [ResponseTable.WithdrawnOn] = Source.Withdrawn ? Source.ChangedAt : null,
            [ResponseTable.Language] = Texts.Fit(Source.Language, Texts.Language),
            [ResponseTable.Test] = Test,
            [ResponseTable.ContentHash] = Hash,
        };
        Link(row, ResponseTable.Survey, SurveyTable.Table, Survey?.Id);
        Link(row, ResponseTable.Location, LocationTable.Table, Location);
        Link(row, ResponseTable.Account, "account", Invitation?.Account);
        if (Anonymous)
        {
            // The reference leads to the invitation, and so to the person.
            foreach (var column in (string[])[ResponseTable.Reference, ResponseTable.Invitation, ResponseTable.Case, ResponseTable.Contact])
                row[column] = null;
        }
        else
        {
            row[ResponseTable.Reference] = Texts.Fit(Source.Reference, Texts.Id);
            Link(row, ResponseTable.Invitation, InvitationTable.Table, Invitation?.Id);
            Link(row, ResponseTable.Case, "incident", Invitation?.Case);
            Link(row, ResponseTable.Contact, "contact", Invitation?.Contact);
        }

        return row;
    }

    /// <summary>One row per question, to be upserted by its key; none where the survey keeps none. Of a question that comes twice the last answer counts.</summary>
    public IEnumerable<Entity> ToAnswerRows() =>
        Survey is { StoresAnswers: false }
            ? []
            : Source.Answers.Select(AnswerRow).GroupBy(row => (string)row.KeyAttributes[AnswerTable.ExternalId], StringComparer.OrdinalIgnoreCase).Select(rows => rows.Last());

    private static void Link(Entity row, string column, string table, Guid? id)
    {
        if (id is { } known)
            row[column] = new EntityReference(table, known);
    }

    private Entity AnswerRow(SurveyAnswer answer) => new(AnswerTable.Table, AnswerTable.ExternalId, ExternalIds.Answer(Key, answer.QuestionId))
    {
        [AnswerTable.Name] = Texts.Fit(answer.Question ?? answer.QuestionId, Texts.Name),
        [AnswerTable.Response] = new EntityReference(ResponseTable.Table, ResponseTable.ExternalId, Key),
        [AnswerTable.QuestionId] = Texts.Fit(answer.QuestionId, Texts.Id),
        [AnswerTable.Question] = Texts.Fit(answer.Question, Texts.Question),
        [AnswerTable.Type] = Texts.Fit(answer.Type, Texts.Type),
        [AnswerTable.Number] = answer.Number,
        [AnswerTable.Text] = _keepsTexts ? Texts.Fit(answer.Text, Texts.Answer) : null,
    };

    private string Name() => Source.Score is { } score
        ? string.Create(CultureInfo.InvariantCulture, $"{RespondedOn:yyyy-MM-dd} · {score:0.##}")
        : string.Create(CultureInfo.InvariantCulture, $"{RespondedOn:yyyy-MM-dd}");

    private string MakeHash()
    {
        var hash = new ContentHash()
            .Add(Source.Reference)
            .Add(Invitation?.Id)
            .Add(Survey?.Id)
            .Add(Anonymous)
            .Add(Survey?.StoresAnswers != false)
            .Add(Location)
            .Add(Test)
            .Add(Source.Score)
            .Add(Source.Recommendation)
            .Add(Source.Remark)
            .Add(Source.RespondedAt)
            .Add(Source.ChangedAt)
            .Add(Source.Withdrawn)
            .Add(Source.Language);
        foreach (var answer in Source.Answers)
            hash.Add(answer.QuestionId).Add(answer.Question).Add(answer.Type).Add(answer.Number).Add(answer.Text);
        return hash.ToString();
    }
}
