namespace RocketTrainer.Web.Hosting;

public static class Addresses
{
    /// <summary>Listens on port 5080 of this machine, unless <c>Urls</c> or the usual ASP.NET Core settings say otherwise.</summary>
    public static void UseDefaultAddress(this WebApplicationBuilder builder)
    {
        string?[] told = [builder.Configuration["Urls"], builder.Configuration["HTTP_PORTS"], builder.Configuration["HTTPS_PORTS"]];
        if (told.All(string.IsNullOrEmpty) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls("http://localhost:5080");
    }
}
