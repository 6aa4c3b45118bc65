namespace Tevreden.Demo.Service.Wire;

/// <summary>
/// The documented default names, written down a second time and not taken from the client, so that one misreading can't cancel out the other.
/// Sections and names are those of the API profile, so that one merge patch changes both.
/// </summary>
internal static class DefaultNames
{
    public const string Json = """
        {
          "questionnaires": {
            "path": "questionnaires", "list": "questionnaires",
            "id": "id", "name": "subject", "organisationId": "organisationid", "organisationName": "organisation", "language": "language"
          },
          "locations": { "path": "locations", "list": "locations", "id": "id", "name": "name", "organisationId": "organisationid" },
          "invitations": {
            "path": "invitations", "list": "invitations",
            "reference": "reference", "questionnaireId": "questionnaireid", "email": "email", "language": "language",
            "locationId": "locationid", "senderName": "sendername", "replyAddress": "replyaddress",
            "id": "id", "status": "status", "message": "message",
            "accepted": "accepted", "rejected": "rejected", "duplicate": "duplicate", "deduplicates": false
          },
          "status": {
            "enabled": false, "path": "invitations", "parameter": "reference",
            "accepted": "accepted", "sent": "sent", "delivered": "delivered", "bounced": "bounced",
            "unsubscribed": "unsubscribed", "answered": "answered", "rejected": "rejected"
          },
          "responses": {
            "path": "responses", "list": "responses", "paging": "offset",
            "changedSince": "changedsince", "limit": "limit", "offset": "offset", "page": "page", "cursor": "cursor", "nextCursor": "nextcursor",
            "organisation": "", "withdrawn": "",
            "id": "id", "reference": "reference", "questionnaireId": "questionnaireid", "organisationId": "organisationid", "locationId": "locationid",
            "respondedAt": "respondedat", "changedAt": "changedat", "language": "language",
            "score": "score", "recommendation": "recommendation", "remark": "remark",
            "answers": "answers", "questionId": "questionid", "question": "question", "type": "type", "value": "value", "text": "text"
          },
          "erasure": { "enabled": false, "path": "erasures", "email": "email" },
          "statistics": { "path": "statistics", "item": "statistics", "responses": "responses", "invitations": "invitations" },
          "errors": { "message": "message" },
          "dates": { "format": "yyyy-MM-ddTHH:mm:ss", "zone": "W. Europe Standard Time" },
          "email": { "utf8LocalPart": false }
        }
        """;
}
