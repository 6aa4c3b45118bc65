using System.Collections.Generic;
using System.Linq;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Alerts;
using Tevreden.Dataverse.Plugins.Core.Sending;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Rules;

namespace Tevreden.Dataverse.Plugins.Connections;

/// <summary>The checks inside the environment: alternate keys and steps of the solution, rules with what they need, mode, runner.</summary>
internal sealed class EnvironmentChecks
{
    private readonly PluginCall _call;

    public EnvironmentChecks(PluginCall call) => _call = call;

    public IEnumerable<Check> Run(ConnectionFacts connection) =>
        [Steps(), .. Rules(), .. Mode(connection), Runner(connection)];

    /// <summary>For itself, because others depend on it.</summary>
    public Check AlternateKeys()
    {
        var inactive = new AlternateKeysQuery(_call.System).Inactive();
        return inactive.Count == 0
            ? new(CheckNames.AlternateKeys, true, new("All alternate keys are active.", "Alle alternatieve sleutels zijn actief."))
            : Check.Wrong(
                CheckNames.AlternateKeys,
                new($"Alternate keys that are not active: {string.Join(", ", inactive)}.", $"Alternatieve sleutels die niet actief zijn: {string.Join(", ", inactive)}."),
                new(
                    "Right after an import the platform still builds them: test again in a few minutes. One that failed is built again from the table's Keys page in the maker portal.",
                    "Vlak na een import bouwt het platform ze nog: test over een paar minuten opnieuw. Een mislukte bouwt u opnieuw op de pagina Sleutels van de tabel in de maker-portal."));
    }

    private Check Steps()
    {
        var steps = new OwnStepsQuery(_call.System).Read();
        if (steps.Count == 0)
        {
            return Check.Wrong(
                CheckNames.Steps,
                new("None of the solution's steps is there.", "Geen van de stappen van de oplossing is er."),
                new("Import the solution again.", "Importeer de oplossing opnieuw."));
        }

        var off = steps.Where(s => !s.IsEnabled).Select(s => s.Name).ToList();
        return off.Count == 0
            ? new(CheckNames.Steps, true, new($"All {steps.Count} steps are enabled.", $"Alle {steps.Count} stappen staan aan."))
            : Check.Wrong(
                CheckNames.Steps,
                new($"Steps that are disabled: {string.Join("; ", off)}.", $"Stappen die uit staan: {string.Join("; ", off)}."),
                new("Enable them in the solution, or import it again.", "Zet ze aan in de oplossing, of importeer die opnieuw."));
    }

    private IEnumerable<Check> Rules()
    {
        var rules = new ActiveRulesQuery(_call.System).Read();
        if (rules.Count == 0)
        {
            yield return Check.Warning(
                CheckNames.Rules,
                new("There is no active rule.", "Er is geen actieve regel."),
                new("Make a rule: until then resolved cases are skipped with reason No rule matched.", "Maak een regel: tot dan worden opgeloste aanvragen overgeslagen met reden Geen regel past."));
            yield break;
        }

        var wrong = rules.SelectMany(r => OfRule(r)).ToList();
        foreach (var check in wrong)
        {
            yield return check;
        }

        if (wrong.Count == 0)
        {
            yield return new(CheckNames.Rules, true, new($"Active rules with a survey and mappings that can be read: {rules.Count}.", $"Actieve regels met een enquête en leesbare veldkoppelingen: {rules.Count}."));
        }
    }

    private IEnumerable<Check> OfRule(RuleFacts rule)
    {
        if (rule.Survey is not { Active: true })
        {
            yield return Check.Warning(
                CheckNames.Rules,
                new($"The rule '{rule.Name}' has no active survey.", $"De regel '{rule.Name}' heeft geen actieve enquête."),
                new("Choose a survey on the rule.", "Kies een enquête op de regel."));
        }

        if (rule.Mappings.Count == 0)
        {
            yield return Check.Warning(
                CheckNames.Rules,
                new($"The rule '{rule.Name}' has no field mapping, so nothing of the case travels with its invitations.", $"De regel '{rule.Name}' heeft geen veldkoppeling, dus met zijn uitnodigingen gaat niets van de aanvraag mee."),
                new("Add a mapping, such as ticketnumber, or leave it so if that is meant.", "Voeg een koppeling toe, zoals ticketnumber, of laat het zo als dat de bedoeling is."));
        }

        if (new RuleCheck(_call, null).Problem(rule) is { } problem)
        {
            yield return Check.Warning(
                CheckNames.Columns,
                new($"The rule '{rule.Name}' can't be evaluated. {problem.English}", $"De regel '{rule.Name}' kan niet worden toegepast. {problem.Dutch}"),
                new("Correct the filter, column or mapping that is named.", "Herstel het filter, de kolom of de koppeling die wordt genoemd."));
        }
    }

    private static IEnumerable<Check> Mode(ConnectionFacts connection)
    {
        if (connection.Paused)
        {
            yield return Check.Warning(
                CheckNames.Mode,
                new("Sending is paused.", "Versturen staat op pauze."),
                new("Switch Paused off on the connection when invitations may go out.", "Zet Pauze uit op de verbinding zodra uitnodigingen eruit mogen."));
        }

        if (connection.TestRecipient is not null)
        {
            yield return Check.Warning(
                CheckNames.Mode,
                new("All mail goes to the test recipient, and none to a customer.", "Alle mail gaat naar de testontvanger, en niets naar een klant."),
                new("Empty the test recipient on the connection when customers may be asked.", "Maak de testontvanger op de verbinding leeg zodra klanten gevraagd mogen worden."));
        }
    }

    private Check Runner(ConnectionFacts connection) => SendingHealth.IsRunnerOverdue(connection.RunnerLastSeenOn, _call.Now)
        ? Check.Warning(
            CheckNames.Runner,
            new("No runner was seen in the last two hours.", "De laatste twee uur is geen uitvoerder gezien."),
            new(
                "Delays, retries and answers of a busy service need one: schedule the companion job's command run, or a cloud flow that calls tvr_RunDue, every few minutes.",
                "Uitstel, nieuwe pogingen en antwoorden van een drukke dienst hebben die nodig: plan het commando run van de bijbehorende taak, of een cloudstroom die tvr_RunDue aanroept, om de paar minuten."))
        : new(CheckNames.Runner, true, new("A runner was seen lately.", "Er is onlangs een uitvoerder gezien."));
}
