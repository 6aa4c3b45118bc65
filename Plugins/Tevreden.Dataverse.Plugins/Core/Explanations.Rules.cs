using System.Collections.Generic;

namespace Tevreden.Dataverse.Plugins.Core;

/// <summary>What is wrong with a rule, and what in the CRM is worth a look.</summary>
internal static partial class Explanations
{
    public static readonly Words RuleWithoutSurvey = new(
        "It has no survey. Choose one.",
        "Zij heeft geen enquête. Kies er een.");

    public static readonly Words SurveyInactive = new(
        "Its survey is no longer active. Choose another.",
        "Haar enquête is niet meer actief. Kies een andere.");

    public static readonly Words TargetEmpty = new(
        "A field mapping needs a target: the service's name for the field.",
        "Een veldkoppeling heeft een doel nodig: de naam van het veld bij de dienst.");

    public static Words RuleBroken(string rule, Words because) => new(
        $"The rule '{rule}' is broken, and a later rule might send the wrong survey. {because.English} Once the rule is mended and saved, this is planned again by itself.",
        $"De regel '{rule}' is stuk, en een latere regel zou de verkeerde enquête kunnen versturen. {because.Dutch} Is de regel hersteld en opgeslagen, dan wordt dit vanzelf opnieuw gepland.");

    public static Words RuleUnreadable(string problem) => new(
        $"Dataverse can't read what it names: {problem}",
        $"Dataverse kan niet lezen wat zij noemt: {problem}");

    public static Words Path(string path) => new(
        $"'{path}' is not a path from a case, such as ticketnumber or customerid.accountnumber. A lookup of your own says its table: new_branchid:new_branch.new_code.",
        $"'{path}' is geen pad vanaf een aanvraag, zoals ticketnumber of customerid.accountnumber. Een eigen opzoekveld noemt zijn tabel: new_branchid:new_branch.new_code.");

    public static Words EmailColumn(string column) => new(
        $"'{column}' can't be a column of the contact. Give its name only, such as emailaddress2.",
        $"'{column}' kan geen kolom van de contactpersoon zijn. Geef alleen de naam, zoals emailaddress2.");

    public static Words TargetTwice(string target) => new(
        $"Two mappings fill the field '{target}'. Give one of them another target.",
        $"Twee koppelingen vullen het veld '{target}'. Geef een ervan een ander doel.");

    public static Words TooManyJoins(int found, int most) => new(
        $"Its filter and paths go over {found} related tables; {most} are allowed. Use fewer lookups.",
        $"Het filter en de paden gaan over {found} verwante tabellen; {most} is toegestaan. Gebruik minder opzoekvelden.");

    public static Words WindowEmpty(int from, int to) => new(
        $"Its send window goes from hour {from} to hour {to}. The second must be later than the first.",
        $"Het verzendvenster loopt van uur {from} tot uur {to}. Het tweede moet later zijn dan het eerste.");

    public static Words TimeZoneUnknown(string id) => new(
        $"There is no time zone '{id}'. Give a Windows id, such as W. Europe Standard Time.",
        $"Er is geen tijdzone '{id}'. Geef een Windows-naam, zoals W. Europe Standard Time.");

    public static Words FilterNeedsNumbers(string found) => new(
        $"Case origins and case types are numbers separated by ';', found '{found}'.",
        $"Herkomsten en soorten zijn nummers, gescheiden door ';'. Er staat '{found}'.");

    public static Words FilterNotXml(string problem) => new($"The case filter is not well-formed XML: {problem}", $"Het filter op aanvragen is geen geldige XML: {problem}");

    public static Words FilterRoot(string found) => new(
        $"The case filter must be one <filter> element, found <{found}>. Of a view, take only that part.",
        $"Het filter op aanvragen moet één element <filter> zijn, gevonden is <{found}>. Neem van een weergave alleen dat deel.");

    public static Words FilterElement(string element, string parent) => new(
        $"The case filter has an element <{element}> in <{parent}>, which is not allowed there.",
        $"Het filter op aanvragen heeft een element <{element}> in <{parent}>; dat mag daar niet.");

    public static Words FilterLinkType(string table, string type) => new(
        $"The case filter joins '{table}' with link-type '{type}'. Use any, not any, all or not all.",
        $"Het filter op aanvragen verbindt '{table}' met link-type '{type}'. Gebruik any, not any, all of not all.");

    public static Words FilterAttribute(string element, string attribute) => new(
        $"An element <{element}> of the case filter has no attribute '{attribute}'.",
        $"Een element <{element}> van het filter op aanvragen heeft geen attribuut '{attribute}'.");

    public static Words FilterOfTheUser(string column, string comparison) => new(
        $"The case filter compares '{column}' with who is working ('{comparison}'), but it runs for nobody in particular. Name the user, team or business unit.",
        $"Het filter op aanvragen vergelijkt '{column}' met wie aan het werk is ('{comparison}'), maar het draait voor niemand in het bijzonder. Noem de gebruiker, het team of de afdeling.");

    public static Words FilterEntityName(string column, string other) => new(
        $"The case filter has a condition on '{column}' of '{other}'. Put it in a link-entity with link-type any.",
        $"Het filter op aanvragen heeft een voorwaarde op '{column}' van '{other}'. Zet die in een link-entity met link-type any.");

    public static Words ColumnSecured(string table, string column) => new(
        $"You may not read the secured column '{column}' of '{table}', so you can't make a rule that does.",
        $"U mag de beveiligde kolom '{column}' van '{table}' niet lezen, en dus geen regel maken die dat doet.");

    public static Words NotReadableBySaver(string problem) => new(
        $"Dataverse doesn't let you read what this names: {problem}",
        $"Dataverse laat u niet lezen wat hier wordt genoemd: {problem}");

    public static Words NoRowNamed(string table, string name) => new(
        $"There is no row '{name}' in '{table}'. Correct the name.",
        $"Er is geen rij '{name}' in '{table}'. Verbeter de naam.");

    public static Words NotSaved(Words problem) => new($"This can't be saved. {problem.English}", $"Dit kan niet worden opgeslagen. {problem.Dutch}");

    public static Words LanguageUnknown(string source, string value) => new(
        $"'{Safe(value)}' in '{source}' means no language; the survey's own is used.",
        $"'{Safe(value)}' in '{source}' betekent geen taal; die van de enquête wordt gebruikt.");

    public static Words LocationEmpty(string source) => new(
        $"'{source}' is empty, so no location is known.",
        $"'{source}' is leeg, dus is er geen vestiging bekend.");

    public static Words LocationUnknown(string source, string value) => new(
        $"'{Safe(value)}' in '{source}' is no CRM value of any location. Add it to the location that it means.",
        $"'{Safe(value)}' in '{source}' is van geen vestiging een CRM-waarde. Voeg het toe aan de vestiging die het betekent.");

    public static Words LocationAmbiguous(string source, string value, IEnumerable<string> locations) => new(
        $"'{Safe(value)}' in '{source}' is a CRM value of more than one location ({string.Join(", ", locations)}). Leave it at one.",
        $"'{Safe(value)}' in '{source}' is een CRM-waarde van meer dan één vestiging ({string.Join(", ", locations)}). Laat het bij één staan.");

    private static string Safe(string value) => WithoutAddresses(Words.Cut(value, 100));
}
