using System.Text;
using RocketTrainer.Core.Ballchasing;

namespace RocketTrainer.Tests.Support;

/// <summary>Small replay files that are as they must be outside, and forms that hold some.</summary>
public static class ReplayFiles
{
    /// <summary>The same for the same name.</summary>
    public static byte[] Make(string name) => ReplayFileFormat.Write(ReplayFileFormat.Header(name), Encoding.ASCII.GetBytes("The body of " + name));

    public static MultipartFormDataContent Form(params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
            form.Add(new ByteArrayContent(content), "file", name);
        return form;
    }
}
