using System.Collections.Concurrent;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages.Files;

/// <summary>Files on their way in or out, block by block, under a token; and where they are kept: a row of fileattachment, named by the file column.</summary>
internal sealed class FileTransfers(Transactions transactions, Privileges privileges, SequentialIds ids)
{
    public const string Table = "fileattachment";

    private readonly ConcurrentDictionary<string, Upload> _uploads = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Guid> _downloads = new(StringComparer.Ordinal);

    public string BeginUpload(EntityReference target, string column, string fileName, Operation operation)
    {
        var at = Check(target, column, "Write", operation);
        var token = Guid.NewGuid().ToString("N");
        _uploads[token] = new Upload(at, column, fileName);
        return token;
    }

    public void AddBlock(string token, string block, byte[] data) => Pending(token).Blocks[block] = data;

    /// <returns>The file's id and size.</returns>
    public (Guid Id, long Size) Commit(string token, IReadOnlyList<string> blocks, string fileName, string mimeType, Operation operation)
    {
        var upload = Pending(token);
        using var whole = new MemoryStream();
        foreach (var block in blocks)
            whole.Write(upload.Blocks.TryGetValue(block, out var data) ? data : throw Faults.InvalidArgument($"The block '{block}' was not uploaded under this continuation token."));
        var id = Guid.Empty;
        transactions.Run(operation, inside =>
        {
            Forget(upload.Target, upload.Column, inside.Scope!);
            id = Keep(upload, fileName, mimeType, whole.ToArray(), inside.Scope!);
        });
        _uploads.TryRemove(token, out _);
        return (id, whole.Length);
    }

    /// <returns>A token, and the file's row without its content.</returns>
    public (string Token, Entity File) BeginDownload(EntityReference target, string column, Operation operation)
    {
        var at = Check(target, column, "Read", operation);
        var file = transactions.Read(operation, scope => scope.Get(at.LogicalName, at.Id).GetAttributeValue<Guid?>(column) is { } id
            ? scope.Get(Table, id)
            : throw Faults.Make(FaultCodes.ObjectDoesNotExist, $"No file attachment found for attribute: {column} EntityId: {at.Id:D}."));
        var token = Guid.NewGuid().ToString("N");
        _downloads[token] = file.Id;
        return (token, file);
    }

    public byte[] Block(string token, long offset, long length, Operation operation)
    {
        var id = _downloads.TryGetValue(token, out var known) ? known : throw Faults.InvalidArgument("The file continuation token is not known: begin with InitializeFileBlocksDownload.");
        var content = Convert.FromBase64String(transactions.Read(operation, scope => scope.Get(Table, id)).GetAttributeValue<string>("body"));
        var from = (int)Math.Clamp(offset, 0, content.Length);
        return content[from..(int)Math.Min(content.Length, from + (length > 0 ? length : content.Length))];
    }

    public void Delete(Guid file, Operation operation) => transactions.Run(operation, inside =>
    {
        var row = inside.Scope!.Get(Table, file);
        var target = row.GetAttributeValue<EntityReference>("objectid");
        privileges.Demand("Write", inside.Scope.Table(target.LogicalName), operation);
        Forget(target, row.GetAttributeValue<string>("regardingfieldname"), inside.Scope);
    });

    private static void Forget(EntityReference target, string column, StoreScope scope)
    {
        foreach (var old in scope.Rows(Table, ("objectid", target.Id), ("regardingfieldname", column)))
            scope.Delete(Table, old.Id);
        scope.Update(target.LogicalName, target.Id, new() { [column] = null });
    }

    private Guid Keep(Upload upload, string fileName, string mimeType, byte[] content, StoreScope scope)
    {
        var row = new Entity(Table, ids.Next())
        {
            ["filename"] = fileName,
            ["mimetype"] = mimeType,
            ["filesizeinbytes"] = content.Length,
            ["objectid"] = upload.Target,
            ["regardingfieldname"] = upload.Column,
            ["body"] = Convert.ToBase64String(content),
            ["createdon"] = transactions.Now,
        };
        row[scope.Table(Table).PrimaryIdColumn] = row.Id;
        scope.Insert(Columns.Known(scope.Table(Table), row));
        scope.Update(upload.Target.LogicalName, upload.Target.Id, new() { [upload.Column] = row.Id });
        return row.Id;
    }

    private Upload Pending(string token) =>
        _uploads.TryGetValue(token, out var upload) ? upload : throw Faults.InvalidArgument("The file continuation token is not known: begin with InitializeFileBlocksUpload.");

    private EntityReference Check(EntityReference target, string column, string verb, Operation operation) => transactions.Read(operation, scope =>
    {
        var table = scope.Table(target.LogicalName);
        if (scope.Catalog.FindColumn(table.LogicalName, column) is not { } definition)
            throw Faults.NoSuchColumn(table.LogicalName, column);
        if (definition.Type != ColumnType.File)
            throw Faults.InvalidArgument($"The column '{column}' of '{table.LogicalName}' is of type {definition.Type}; expected a file column.");
        var id = KeyResolver.Resolve(target, scope);
        privileges.Demand(verb, table, scope.Get(table.LogicalName, id), operation);
        return new EntityReference(table.LogicalName, id);
    });

    private sealed record Upload(EntityReference Target, string Column, string FileName)
    {
        public ConcurrentDictionary<string, byte[]> Blocks { get; } = new(StringComparer.Ordinal);
    }
}
