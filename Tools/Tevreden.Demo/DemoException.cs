namespace Tevreden.Demo;

/// <summary>The story can't go on: the message says what was expected and what was found.</summary>
internal sealed class DemoException : Exception
{
    public DemoException(string message)
        : base(message)
    {
    }

    public DemoException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
