using System.Globalization;

namespace Tevreden.Demo.Service.Data;

/// <summary>Customers who fill in a questionnaire: same seed and same order of invitations, same answers.</summary>
internal static class SimulatedCustomers
{
    private static readonly string[] Content = ["Snel en vriendelijk geholpen, dank u wel.", "Prima contact, alles duidelijk uitgelegd.", "Top! Binnen een dag opgelost.", "Zeer deskundige medewerker."];
    private static readonly string[] Neutral = ["Het duurde wat lang, maar het is opgelost.", "Redelijk. Ik moest wel twee keer bellen.", "Goed, al had ik eerder bericht verwacht."];
    private static readonly string[] Unhappy = ["Drie keer moeten bellen en nog is het niet in orde.", "Niemand belde terug. Teleurstellend.", "De storing was na een dag weer terug."];

    // Marks from 1 to 10 out of a hundred customers.
    private static readonly int[] Shares = [1, 1, 2, 4, 6, 10, 22, 31, 14, 9];

    /// <param name="invited">Whom to ask, in a fixed order.</param>
    /// <param name="seed">Decides who answers, and what.</param>
    /// <param name="share">How many of them answer, 0 to 1; rounded to whole customers.</param>
    public static IReadOnlyList<ResponseContent> Answer(IReadOnlyList<ReceivedInvitation> invited, int seed, double share)
    {
        if (share is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "The share of customers who answer goes from 0 to 1.");

        var random = new Random(seed);
        var willing = Enumerable.Range(0, invited.Count).ToArray();
        random.Shuffle(willing);
        var count = (int)Math.Round(share * invited.Count, MidpointRounding.AwayFromZero);
        return [.. willing.Take(count).Order().Select(index => Answer(invited[index], random))];
    }

    private static ResponseContent Answer(ReceivedInvitation invitation, Random random)
    {
        var questionnaire = Catalogue.FindQuestionnaire(invitation.QuestionnaireId) ?? Catalogue.Questionnaires[0];
        var mark = Mark(random);
        var remark = Pick(random, mark switch { >= 8 => Content, >= 6 => Neutral, _ => Unhappy });
        return new ResponseContent
        {
            Reference = invitation.Reference,
            QuestionnaireId = questionnaire.Id,
            OrganisationId = questionnaire.OrganisationId,
            LocationId = int.TryParse(invitation.LocationId, NumberStyles.None, CultureInfo.InvariantCulture, out var location)
                ? location
                : Catalogue.Locations.First(offered => offered.OrganisationId == questionnaire.OrganisationId).Id,
            Language = invitation.Language ?? questionnaire.Language,
            Score = mark,
            Recommendation = Math.Clamp(mark + random.Next(-1, 2), 0, 10),
            Remark = random.Next(4) == 0 ? null : remark,
            Answers = [.. questionnaire.Questions.Select(question => Answer(question, mark, remark, random))],
        };
    }

    private static StoredAnswer Answer(Question question, int mark, string remark, Random random) => question.Type switch
    {
        "mark" => new(question.Id, question.Text, question.Type, Math.Clamp(mark + random.Next(-1, 2), 1, 10), null),
        "choice" => new(question.Id, question.Text, question.Type, null, question.Choices[mark >= 7 ? 0 : 1]),
        _ => new(question.Id, question.Text, question.Type, null, remark),
    };

    private static int Mark(Random random)
    {
        var drawn = random.Next(Shares.Sum());
        var mark = 0;
        while (drawn >= 0)
            drawn -= Shares[mark++];
        return mark;
    }

    private static string Pick(Random random, string[] texts) => texts[random.Next(texts.Length)];
}
