// Drives a served sandbox: node drive.mjs URL TOKEN. Each step says what it expects; the exit code is the number of steps that failed.
import assert from "node:assert/strict";
import { DynamicsWebApi } from "dynamics-web-api";

const [url, token] = process.argv.slice(2);
const api = new DynamicsWebApi({ serverUrl: url, dataApi: { version: "9.2" }, onTokenRefresh: async () => token });
let failed = 0;

async function step(name, run) {
  try {
    await run();
    console.log(`ok      ${name}`);
  } catch (problem) {
    failed++;
    console.log(`FAILED  ${name}: ${problem.status ?? ""} ${problem.code ?? ""} ${problem.message}`);
  }
}

const stamp = Date.now().toString(36);
const name = `Northwind ${stamp}`;
let account, contact, incident;

await step("WhoAmI", async () => {
  const me = await api.callFunction({ functionName: "WhoAmI" });
  assert.match(me.UserId, /^[0-9a-f-]{36}$/);
});

await step("create with a lookup, and the row in the answer", async () => {
  account = await api.create({ collection: "accounts", data: { name, telephone1: "030 1", numberofemployees: 12 }, returnRepresentation: true, select: ["name", "accountid"] });
  assert.equal(account.name, name);
  contact = await api.create({ collection: "contacts", data: { firstname: "Anna", lastname: stamp, "parentcustomerid_account@odata.bind": `/accounts(${account.accountid})` } });
  assert.ok(contact);
});

await step("create with rows within it", async () => {
  const made = await api.create({ collection: "accounts", data: { name: `${name} deep`, primarycontactid: { lastname: `${stamp} first` }, contact_customer_accounts: [] }, returnRepresentation: true, expand: [{ property: "primarycontactid", select: ["lastname"] }] });
  assert.equal(made.primarycontactid.lastname, `${stamp} first`);
});

await step("read with select and expand, and formatted values", async () => {
  const row = await api.retrieve({
    collection: "contacts", key: contact, select: ["fullname", "_parentcustomerid_value"], includeAnnotations: "*",
    expand: [{ property: "parentcustomerid_account", select: ["name"] }],
  });
  assert.equal(row.parentcustomerid_account.name, name);
  assert.equal(row["_parentcustomerid_value@OData.Community.Display.V1.FormattedValue"], name);
  assert.equal(row["_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname"], "account");
});

await step("filter: comparison, logic, text, null, lookups, in", async () => {
  const filters = [
    `name eq '${name}'`,
    `contains(name,'${stamp}') and numberofemployees gt 11 and telephone1 ne null`,
    `(startswith(name,'Northwind') or endswith(name,'x')) and numberofemployees in (11,12)`,
    `not (numberofemployees lt 12) and contains(name,'${stamp}')`,
    `contact_customer_accounts/any(c:c/lastname eq '${stamp}')`,
    `Microsoft.Dynamics.CRM.Today(PropertyName='createdon') and contact_customer_accounts/any(c:contains(c/fullname,'Anna')) and name eq '${name}'`,
  ];
  for (const filter of filters) {
    const { value } = await api.retrieveMultiple({ collection: "accounts", select: ["name"], filter });
    assert.ok(value.some(row => row.name === name), filter);
  }
  const over = await api.retrieveMultiple({ collection: "contacts", select: ["fullname"], filter: `parentcustomerid_account/name eq '${name}' and _parentcustomerid_value eq ${account.accountid}` });
  assert.equal(over.value.length, 1);
});

await step("pages by maxPageSize, with count and order", async () => {
  for (let i = 0; i < 7; i++) await api.create({ collection: "tasks", data: { subject: `${stamp} ${i}`, "regardingobjectid_account_task@odata.bind": `/accounts(${account.accountid})` } });
  const request = { collection: "tasks", select: ["subject"], filter: `startswith(subject,'${stamp}')`, orderBy: ["subject desc"], maxPageSize: 3, count: true };
  let page = await api.retrieveMultiple(request);
  assert.equal(page.oDataCount, 7);
  const seen = [];
  for (;;) {
    seen.push(...page.value.map(row => row.subject));
    if (!page.oDataNextLink) break;
    page = await api.retrieveMultiple(request, page.oDataNextLink);
  }
  assert.deepEqual(seen, [6, 5, 4, 3, 2, 1, 0].map(i => `${stamp} ${i}`));
});

await step("retrieveAll follows the pages", async () => {
  const all = await api.retrieveAll({ collection: "tasks", select: ["subject"], filter: `startswith(subject,'${stamp}')` });
  assert.equal(all.value.length, 7);
});

await step("upsert by id, create only and update only", async () => {
  const key = crypto.randomUUID();
  await api.upsert({ collection: "accounts", key, data: { name: `${name} upserted` } });
  await api.upsert({ collection: "accounts", key, data: { telephone1: "2" } });
  const row = await api.retrieve({ collection: "accounts", key, select: ["name", "telephone1"] });
  assert.deepEqual([row.name, row.telephone1], [`${name} upserted`, "2"]);
  assert.equal(await api.upsert({ collection: "accounts", key: crypto.randomUUID(), data: { name: "never" }, ifmatch: "*" }), null);
  assert.equal(await api.upsert({ collection: "accounts", key, data: { name: "never" }, ifnonematch: "*" }), null);
});

await step("update with an ETag that is stale answers 412", async () => {
  const row = await api.retrieve({ collection: "accounts", key: account.accountid, select: ["name"] });
  await api.update({ collection: "accounts", key: account.accountid, data: { telephone1: "3" }, ifmatch: row["@odata.etag"] });
  assert.equal(await api.update({ collection: "accounts", key: account.accountid, data: { telephone1: "4" }, ifmatch: row["@odata.etag"] }), false);
});

await step("one property: written and emptied", async () => {
  await api.updateSingleProperty({ collection: "accounts", key: account.accountid, fieldValuePair: { telephone1: "5" } });
  assert.equal((await api.retrieve({ collection: "accounts", key: account.accountid, select: ["telephone1"] })).telephone1, "5");
  await api.deleteRecord({ collection: "accounts", key: account.accountid, property: "telephone1" });
  assert.equal((await api.retrieve({ collection: "accounts", key: account.accountid, select: ["telephone1"] })).telephone1, null);
});

await step("associate and disassociate, single and many", async () => {
  await api.associateSingleValued({ collection: "accounts", primaryKey: account.accountid, navigationProperty: "primarycontactid", relatedCollection: "contacts", relatedKey: contact });
  assert.equal((await api.retrieve({ collection: "accounts", key: account.accountid, select: ["_primarycontactid_value"] }))._primarycontactid_value, contact);
  await api.disassociateSingleValued({ collection: "accounts", primaryKey: account.accountid, navigationProperty: "primarycontactid" });
  assert.equal((await api.retrieve({ collection: "accounts", key: account.accountid, select: ["_primarycontactid_value"] }))._primarycontactid_value, null);
  const role = (await api.retrieveMultiple({ collection: "roles", select: ["name"], top: 1 })).value[0].roleid;
  const me = (await api.callFunction({ functionName: "WhoAmI" })).UserId;
  const team = await api.create({ collection: "teams", data: { name: `${stamp} team`, teamtype: 0, "businessunitid@odata.bind": `/businessunits(${(await api.callFunction({ functionName: "WhoAmI" })).BusinessUnitId})`, "administratorid@odata.bind": `/systemusers(${me})` } });
  await api.associate({ collection: "teams", primaryKey: team, relationshipName: "teamroles_association", relatedCollection: "roles", relatedKey: role });
  const with1 = await api.retrieve({ collection: "teams", key: team, select: ["name"], expand: [{ property: "teamroles_association", select: ["name"] }] });
  assert.equal(with1.teamroles_association.length, 1);
  await api.disassociate({ collection: "teams", primaryKey: team, relationshipName: "teamroles_association", relatedKey: role });
  assert.equal((await api.retrieve({ collection: "teams", key: team, expand: [{ property: "teamroles_association" }] })).teamroles_association.length, 0);
});

await step("fetchXml with pages, cookie and aggregate", async () => {
  const fetchXml = `<fetch><entity name="task"><attribute name="subject"/><order attribute="subject"/><filter><condition attribute="subject" operator="begins-with" value="${stamp}"/></filter><link-entity name="account" from="accountid" to="regardingobjectid" alias="customer"><attribute name="name"/></link-entity></entity></fetch>`;
  const first = await api.fetch({ collection: "tasks", fetchXml: fetchXml.replace("<fetch>", '<fetch count="4">'), includeAnnotations: "*" });
  assert.equal(first.value.length, 4);
  assert.equal(first.value[0]["customer.name"], name);
  const second = await api.fetch({ collection: "tasks", fetchXml: fetchXml.replace("<fetch>", '<fetch count="4">'), includeAnnotations: "*", pageNumber: first.PagingInfo.nextPage, pagingCookie: first.PagingInfo.cookie });
  assert.equal(second.value.length, 3);
  const sum = await api.fetch({ collection: "tasks", fetchXml: `<fetch aggregate="true"><entity name="task"><attribute name="activityid" alias="tasks" aggregate="count"/><filter><condition attribute="subject" operator="begins-with" value="${stamp}"/></filter></entity></fetch>` });
  assert.equal(sum.value[0].tasks, 7);
});

await step("batch with a change set and a reference to its first request", async () => {
  api.startBatch();
  api.create({ collection: "accounts", data: { name: `${name} batch` }, contentId: "1" });
  api.create({ collection: "contacts", data: { lastname: `${stamp} batch`, "parentcustomerid_account@odata.bind": "$1" } });
  const answers = await api.executeBatch();
  assert.equal(answers.length, 2);
  const row = await api.retrieve({ collection: "contacts", key: answers[1], expand: [{ property: "parentcustomerid_account", select: ["name"] }] });
  assert.equal(row.parentcustomerid_account.name, `${name} batch`);
});

await step("a batch that fails leaves nothing of its change set", async () => {
  api.startBatch();
  api.create({ collection: "accounts", data: { name: `${name} rolled back` } });
  api.create({ collection: "accounts", data: { name: "x".repeat(500) } });
  await assert.rejects(api.executeBatch());
  const { value } = await api.retrieveMultiple({ collection: "accounts", filter: `name eq '${name} rolled back'` });
  assert.equal(value.length, 0);
});

await step("bulk actions", async () => {
  const targets = [0, 1, 2].map(i => ({ "@odata.type": "Microsoft.Dynamics.CRM.account", name: `${stamp} bulk ${i}` }));
  const made = await api.callAction({ collection: "accounts", actionName: "Microsoft.Dynamics.CRM.CreateMultiple", action: { Targets: targets } });
  assert.equal(made.Ids.length, 3);
  await api.callAction({ collection: "accounts", actionName: "Microsoft.Dynamics.CRM.UpdateMultiple", action: { Targets: made.Ids.map(accountid => ({ "@odata.type": "Microsoft.Dynamics.CRM.account", accountid, telephone1: "9" })) } });
  assert.equal((await api.count({ collection: "accounts", filter: `startswith(name,'${stamp} bulk') and telephone1 eq '9'` })), 3);
});

await step("an action with side effects: CloseIncident", async () => {
  incident = await api.create({ collection: "incidents", data: { title: "Printer", "customerid_account@odata.bind": `/accounts(${account.accountid})` } });
  await api.callAction({ actionName: "CloseIncident", action: { IncidentResolution: { "@odata.type": "Microsoft.Dynamics.CRM.incidentresolution", subject: "Solved", "incidentid@odata.bind": `/incidents(${incident})` }, Status: 5 } });
  const row = await api.retrieve({ collection: "incidents", key: incident, select: ["statecode"] });
  assert.equal(row.statecode, 1);
});

await step("definitions: read, filtered, expanded, and a new table with a column, a key and a relationship", async () => {
  const table = await api.retrieveEntity({ key: "LogicalName='account'", select: ["LogicalName", "EntitySetName"], expand: [{ property: "Attributes", select: ["LogicalName", "AttributeType"], filter: "LogicalName eq 'name'" }] });
  assert.equal(table.EntitySetName, "accounts");
  assert.equal(table.Attributes.length, 1);
  const some = await api.retrieveEntities({ select: ["LogicalName"], filter: "IsCustomEntity eq false and startswith(LogicalName,'cont')" });
  assert.ok(some.value.some(row => row.LogicalName === "contact"));
  const label = text => ({ "@odata.type": "Microsoft.Dynamics.CRM.Label", LocalizedLabels: [{ "@odata.type": "Microsoft.Dynamics.CRM.LocalizedLabel", Label: text, LanguageCode: 1033 }] });
  const schema = `new_Tree${stamp}`, logical = schema.toLowerCase();
  await api.createEntity({ data: { "@odata.type": "Microsoft.Dynamics.CRM.EntityMetadata", SchemaName: schema, DisplayName: label("Tree"), DisplayCollectionName: label("Trees"), OwnershipType: "UserOwned", HasActivities: false, HasNotes: false,
    Attributes: [{ "@odata.type": "Microsoft.Dynamics.CRM.StringAttributeMetadata", SchemaName: "new_Name", IsPrimaryName: true, MaxLength: 100, FormatName: { Value: "Text" }, DisplayName: label("Name"), RequiredLevel: { Value: "None", CanBeChanged: true, ManagedPropertyLogicalName: "canmodifyrequirementlevelsettings" } }] } });
  await api.createAttribute({ entityKey: `LogicalName='${logical}'`, data: { "@odata.type": "Microsoft.Dynamics.CRM.IntegerAttributeMetadata", SchemaName: "new_Height", DisplayName: label("Height"), MinValue: 0, MaxValue: 100 } });
  await api.createRelationship({ data: { "@odata.type": "Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata", SchemaName: `new_account_${logical}`, ReferencedEntity: "account", ReferencingEntity: logical, Lookup: { "@odata.type": "Microsoft.Dynamics.CRM.LookupAttributeMetadata", SchemaName: "new_AccountId", DisplayName: label("Account") } } });
  const id = await api.create({ collection: `${logical}s`, data: { new_name: "Oak", new_height: 30, "new_AccountId@odata.bind": `/accounts(${account.accountid})` } });
  assert.equal((await api.retrieve({ collection: `${logical}s`, key: id, select: ["new_height"], expand: [{ property: "new_AccountId", select: ["name"] }] })).new_AccountId.name, name);
});

await step("an error has the platform's code and status", async () => {
  await assert.rejects(api.retrieve({ collection: "accounts", key: crypto.randomUUID() }), problem => problem.status === 404 && problem.code === "0x80040217");
  await assert.rejects(api.retrieveMultiple({ collection: "accounts", filter: "nosuch eq 1" }), problem => problem.status === 400);
});

await step("delete", async () => {
  await api.deleteRecord({ collection: "contacts", key: contact });
  await assert.rejects(api.retrieve({ collection: "contacts", key: contact }), problem => problem.status === 404);
});

process.exit(failed);
