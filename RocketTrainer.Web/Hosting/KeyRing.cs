using Microsoft.AspNetCore.DataProtection;

namespace RocketTrainer.Web.Hosting;

public static class KeyRing
{
    /// <summary>
    /// What cookies and stored secrets are protected with: files in the data directory, beside the database and not in it,
    /// so that a copy of the database alone opens nothing.
    /// </summary>
    public static void AddKeyRing(this WebApplicationBuilder builder) =>
        builder.Services.AddDataProtection().SetApplicationName("RocketTrainer")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(Storage.DataDirectory(builder), "keys")));
}
