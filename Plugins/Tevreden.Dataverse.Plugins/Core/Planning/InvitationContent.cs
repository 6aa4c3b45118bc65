using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>
/// What of the rule and the case travels with an invitation, as it was when decided. Kept on the row as JSON of our own:
/// the service's names are put on when it is sent, so that a changed API profile holds for rows that already wait.
/// </summary>
/// <param name="SenderName">Name that the mail comes from, where the rule says one.</param>
/// <param name="ReplyAddress">Address for replies, where the rule says one.</param>
/// <param name="Fields">What the field mappings gave, by payload field.</param>
internal sealed record InvitationContent(string? SenderName, string? ReplyAddress, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Payload fields that are a moment, UTC: written as the service's profile says when it is sent.</summary>
    public IReadOnlyDictionary<string, DateTime> Moments { get; init; } = new Dictionary<string, DateTime>();

    /// <summary>The location's id at the service.</summary>
    public string? LocationId { get; init; }

    private const string MomentFormat = "yyyy-MM-ddTHH:mm:ssZ";

    private static readonly DataContractJsonSerializerSettings Settings = new() { UseSimpleDictionaryFormat = true };

    public string ToJson()
    {
        var serializer = new DataContractJsonSerializer(typeof(Stored), Settings);
        using var stream = new MemoryStream();
        serializer.WriteObject(
            stream,
            new Stored
            {
                SenderName = SenderName,
                ReplyAddress = ReplyAddress,
                LocationId = LocationId,
                Fields = Fields.ToDictionary(f => f.Key, f => f.Value),
                Moments = Moments.Count == 0 ? null : Moments.ToDictionary(m => m.Key, m => m.Value.ToString(MomentFormat, CultureInfo.InvariantCulture)),
            });
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <exception cref="SerializationException">The text is not what <see cref="ToJson"/> writes.</exception>
    public static InvitationContent FromJson(string json)
    {
        var serializer = new DataContractJsonSerializer(typeof(Stored), Settings);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var stored = serializer.ReadObject(stream) as Stored ?? throw new SerializationException("Expected a JSON object with the content of an invitation, found null.");
        return new InvitationContent(stored.SenderName, stored.ReplyAddress, stored.Fields ?? [])
        {
            LocationId = stored.LocationId,
            Moments = (stored.Moments ?? []).ToDictionary(m => m.Key, m => MomentOf(m.Value)),
        };
    }

    private static DateTime MomentOf(string text) =>
        DateTime.TryParseExact(text, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw new SerializationException("Expected a moment such as 2026-03-10T12:00:00Z in the content of an invitation.");

    [DataContract]
    private sealed class Stored
    {
        [DataMember(Name = "senderName", EmitDefaultValue = false)]
        public string? SenderName { get; set; }

        [DataMember(Name = "replyAddress", EmitDefaultValue = false)]
        public string? ReplyAddress { get; set; }

        [DataMember(Name = "locationId", EmitDefaultValue = false)]
        public string? LocationId { get; set; }

        [DataMember(Name = "fields")]
        public Dictionary<string, string>? Fields { get; set; }

        [DataMember(Name = "moments", EmitDefaultValue = false)]
        public Dictionary<string, string>? Moments { get; set; }
    }
}
