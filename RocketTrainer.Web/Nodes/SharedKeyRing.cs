using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using StackExchange.Redis;

namespace RocketTrainer.Web.Nodes;

/// <summary>
/// The key ring of all nodes in Redis, and a copy of it in this node's own files: a Redis that is away or lost its memory
/// takes no key with it, and gets back what a node still has.
/// </summary>
public sealed partial class SharedKeyRing(IXmlRepository files, IXmlRepository shared, ILogger<SharedKeyRing> logger) : IXmlRepository
{
    private readonly Lock _turn = new();

    /// <summary>Told when keys of other nodes have come in.</summary>
    public Action? Grown { get; set; }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_turn)
            return Read();
    }

    private IReadOnlyCollection<XElement> Read()
    {
        var own = files.GetAllElements();
        try
        {
            var everybodys = shared.GetAllElements();
            foreach (var missing in own.Where(e => !everybodys.Contains(e, Same)))
                shared.StoreElement(missing, NameOf(missing));
            var foreign = everybodys.Where(e => !own.Contains(e, Same)).ToList();
            foreach (var missing in foreign)
                files.StoreElement(missing, NameOf(missing));
            if (foreign.Count > 0)
                Grown?.Invoke();
            return [.. own.Union(everybodys, Same)];
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            LogAlone(logger, e.Message);
            return own;
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        files.StoreElement(element, friendlyName);
        try
        {
            shared.StoreElement(element, friendlyName);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            LogAlone(logger, e.Message); // the next reading brings it there
        }
    }

    private static IEqualityComparer<XElement> Same { get; } = EqualityComparer<XElement>.Create(XNode.DeepEquals, element => NameOf(element).GetHashCode(StringComparison.Ordinal));

    private static string NameOf(XElement element) => $"{element.Name.LocalName}-{element.Attribute("id")?.Value ?? element.Element("revocationDate")?.Value}".Replace(':', '-');

    [LoggerMessage(Level = LogLevel.Warning, Message = "The key ring is this node's own until Redis answers: {Reason}")]
    private static partial void LogAlone(ILogger logger, string reason);
}
