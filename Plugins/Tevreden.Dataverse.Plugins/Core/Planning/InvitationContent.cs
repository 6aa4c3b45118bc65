using System.Collections.Generic;
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
internal sealed record InvitationContent(string? SenderName, string? ReplyAddress, IReadOnlyDictionary<string, string> Fields)
{
    private static readonly DataContractJsonSerializerSettings Settings = new() { UseSimpleDictionaryFormat = true };

    public string ToJson()
    {
        var serializer = new DataContractJsonSerializer(typeof(Stored), Settings);
        using var stream = new MemoryStream();
        serializer.WriteObject(
            stream,
            new Stored { SenderName = SenderName, ReplyAddress = ReplyAddress, Fields = Fields.ToDictionary(f => f.Key, f => f.Value) });
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <exception cref="SerializationException">The text is not what <see cref="ToJson"/> writes.</exception>
    public static InvitationContent FromJson(string json)
    {
        var serializer = new DataContractJsonSerializer(typeof(Stored), Settings);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var stored = serializer.ReadObject(stream) as Stored ?? throw new SerializationException("Expected a JSON object with the content of an invitation, found null.");
        return new InvitationContent(stored.SenderName, stored.ReplyAddress, stored.Fields ?? []);
    }

    [DataContract]
    private sealed class Stored
    {
        [DataMember(Name = "senderName", EmitDefaultValue = false)]
        public string? SenderName { get; set; }

        [DataMember(Name = "replyAddress", EmitDefaultValue = false)]
        public string? ReplyAddress { get; set; }

        [DataMember(Name = "fields")]
        public Dictionary<string, string>? Fields { get; set; }
    }
}
