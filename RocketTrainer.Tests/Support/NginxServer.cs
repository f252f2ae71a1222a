using System.Diagnostics;
using System.Globalization;

namespace RocketTrainer.Tests.Support;

/// <summary>A real nginx before several nodes: a visitor stays with the node that the cookie <c>node</c> names, or else comes to the first.</summary>
public sealed class NginxServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";

    private readonly string _directory;
    private readonly Process _process;

    private NginxServer(string directory, Process process, Uri address) => (_directory, _process, Address) = (directory, process, address);

    /// <summary>Why there is no nginx here, or null when there is one.</summary>
    public static string? Missing { get; } = File.Exists(Program) ? null : $"nginx is not installed: there is no {Program}.";

    public Uri Address { get; }

    public static async Task<NginxServer> StartAsync(params Uri[] nodes)
    {
        var directory = Directory.CreateTempSubdirectory("rockettrainer-nginx-").FullName;
        var port = Guarded.FreePort();
        var routes = string.Join(' ', nodes.Select((node, i) => string.Create(CultureInfo.InvariantCulture, $"{i} {node.Authority};")));
        var configuration = $$"""
            daemon off; master_process off; pid {{directory}}/pid; error_log stderr;
            events {}
            http {
              access_log off;
              client_body_temp_path {{directory}}; proxy_temp_path {{directory}}; fastcgi_temp_path {{directory}}; uwsgi_temp_path {{directory}}; scgi_temp_path {{directory}};
              map $http_upgrade $kept { default upgrade; '' ''; }
              map $cookie_node $node { default {{nodes[0].Authority}}; {{routes}} }
              server {
                listen 127.0.0.1:{{port.ToString(CultureInfo.InvariantCulture)}};
                location / {
                  proxy_pass http://$node;
                  proxy_http_version 1.1; proxy_buffering off;
                  proxy_set_header Host $http_host;
                  proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $kept;
                  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header X-Forwarded-Host $http_host;
                }
              }
            }
            """;
        var file = Path.Combine(directory, "nginx.conf");
        await File.WriteAllTextAsync(file, configuration);
        var process = Guarded.Start("KILL", Program, "-e", "stderr", "-c", file);
        await process.ListensAsync(port);
        return new(directory, process, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
