using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Messages.Files;

internal sealed class InitializeFileBlocksUploadHandler(FileTransfers files) : IMessageHandler
{
    public string RequestName => "InitializeFileBlocksUpload";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation) => new InitializeFileBlocksUploadResponse
    {
        ResponseName = RequestName,
        Results = { ["FileContinuationToken"] = files.BeginUpload(request.Need<EntityReference>("Target"), request.Need<string>("FileAttributeName"), request.Need<string>("FileName"), operation) },
    };
}

internal sealed class UploadBlockHandler(FileTransfers files) : IMessageHandler
{
    public string RequestName => "UploadBlock";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        files.AddBlock(request.Need<string>("FileContinuationToken"), request.Need<string>("BlockId"), request.Need<byte[]>("BlockData"));
        return new UploadBlockResponse { ResponseName = RequestName };
    }
}

internal sealed class CommitFileBlocksUploadHandler(FileTransfers files) : IMessageHandler
{
    public string RequestName => "CommitFileBlocksUpload";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var (id, size) = files.Commit(
            request.Need<string>("FileContinuationToken"),
            request.Need<string[]>("BlockList"),
            request.Need<string>("FileName"),
            request.Find<string>("MimeType") ?? "application/octet-stream",
            operation);
        return new CommitFileBlocksUploadResponse { ResponseName = RequestName, Results = { ["FileId"] = id, ["FileSizeInBytes"] = size } };
    }
}

internal sealed class InitializeFileBlocksDownloadHandler(FileTransfers files) : IMessageHandler
{
    public string RequestName => "InitializeFileBlocksDownload";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var (token, file) = files.BeginDownload(request.Need<EntityReference>("Target"), request.Need<string>("FileAttributeName"), operation);
        return new InitializeFileBlocksDownloadResponse
        {
            ResponseName = RequestName,
            Results =
            {
                ["FileContinuationToken"] = token,
                ["FileSizeInBytes"] = (long)file.GetAttributeValue<int>("filesizeinbytes"),
                ["FileName"] = file.GetAttributeValue<string>("filename"),
                ["IsChunkingSupported"] = true,
            },
        };
    }
}

internal sealed class DownloadBlockHandler(FileTransfers files) : IMessageHandler
{
    public string RequestName => "DownloadBlock";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation) => new DownloadBlockResponse
    {
        ResponseName = RequestName,
        Results = { ["Data"] = files.Block(request.Need<string>("FileContinuationToken"), request.Need<long>("Offset"), request.Need<long>("BlockLength"), operation) },
    };
}

internal sealed class DeleteFileHandler(FileTransfers files) : IMessageHandler
{
    public string RequestName => "DeleteFile";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        files.Delete(request.Need<Guid>("FileId"), operation);
        return new DeleteFileResponse { ResponseName = RequestName };
    }
}
