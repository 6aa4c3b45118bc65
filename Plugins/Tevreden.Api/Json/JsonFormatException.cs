using System;

namespace Tevreden.Api.Json;

/// <summary>A text is not the JSON that was expected; the message says what was found, never the text itself.</summary>
internal sealed class JsonFormatException : Exception
{
    public JsonFormatException(string message)
        : base(message)
    {
    }

    public JsonFormatException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
