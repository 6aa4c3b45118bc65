namespace Tevreden.Api.Profile;

/// <summary>
/// The built-in profile. Base address, headers, status codes, envelopes and the resources questionnaires, locations and platforms are documented by the
/// service; the resources invitations and responses, their field names and their paging are assumptions (README says so), which a customer changes by a merge patch.
/// </summary>
internal static class DefaultProfile
{
    public const string Json = """
        {
          "platforms": { "path": "platforms", "list": "platforms", "name": "name" },
          "questionnaires": { "path": "questionnaires", "list": "questionnaires", "id": "id", "name": "subject", "organisationId": "organisationid", "organisationName": "organisation", "language": "language" },
          "locations": { "path": "locations", "list": "locations", "id": "id", "name": "name", "organisationId": "organisationid" },
          "organisations": { "path": "organisations", "list": "organisations", "id": "id", "name": "name" },
          "invitations": {
            "path": "invitations", "list": "invitations",
            "reference": "reference", "questionnaireId": "questionnaireid", "email": "email", "language": "language", "locationId": "locationid",
            "senderName": "sendername", "replyAddress": "replyaddress",
            "id": "id", "status": "status", "message": "message",
            "accepted": "accepted", "rejected": "rejected", "duplicate": "duplicate",
            "deduplicates": false, "resendAfterFault": true
          },
          "status": {
            "enabled": false, "path": "invitations", "parameter": "reference",
            "accepted": "accepted", "sent": "sent", "delivered": "delivered", "bounced": "bounced", "unsubscribed": "unsubscribed", "answered": "answered", "rejected": "rejected"
          },
          "responses": {
            "path": "responses", "list": "responses", "paging": "offset", "changedSince": "changedsince", "limit": "limit", "offset": "offset",
            "page": "page", "cursor": "cursor", "nextCursor": "nextcursor", "organisation": "", "withdrawn": "",
            "id": "id", "reference": "reference", "questionnaireId": "questionnaireid", "organisationId": "organisationid", "locationId": "locationid",
            "respondedAt": "respondedat", "changedAt": "changedat", "language": "language", "score": "score", "recommendation": "recommendation", "remark": "remark",
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
