// What the buttons of the command bar do. Each asks a custom API and shows the answer in words; rights are checked by the platform.
var Tevreden = window.Tevreden || {};
Tevreden.Commands = (function () {
  "use strict";

  var DUTCH = 1043;
  // A test runs in the background: it is asked for, and its result comes on the connection.
  var TEST_POLL_MILLISECONDS = 2000, TEST_POLLS = 45;
  var PRIMITIVE = 1, COLLECTION = 4;

  var TEXTS = {
    title: ["Tevreden", "Tevreden"],
    testing: ["Testing the connection…", "De verbinding wordt getest…"],
    testSilent: [
      "The test was asked for, but no result has come yet. Background jobs may be busy: open the connection again in a minute.",
      "De test is gevraagd, maar er is nog geen resultaat. Achtergrondtaken kunnen druk zijn: open de verbinding over een minuut opnieuw."
    ],
    working: ["One moment…", "Een ogenblik…"],
    cancelConfirm: [
      "The invitation will not be sent. Cancel it?",
      "De uitnodiging wordt niet verstuurd. Annuleren?"
    ],
    cancelManyConfirm: [
      "{0} invitations will not be sent. Cancel them?",
      "{0} uitnodigingen worden niet verstuurd. Annuleren?"
    ],
    none: ["Select one or more invitations first.", "Selecteer eerst een of meer uitnodigingen."],
    asked: ["Asked for: {0} of {1}. The outcome follows within a minute.", "Gevraagd: {0} van {1}. De uitkomst volgt binnen een minuut."],
    refused: ["Not possible: {0}.", "Niet mogelijk: {0}."],
    more: ["… and {0} more.", "… en nog {0}."],
    survey: ["Survey: {0}", "Enquête: {0}"],
    recipient: ["To: {0}", "Aan: {0}"],
    rule: ["Rule: {0}", "Regel: {0}"],
    due: ["On: {0}", "Op: {0}"],
    failed: ["That did not work: {0}", "Dat is niet gelukt: {0}"]
  };

  function text(key) {
    var dutch = Xrm.Utility.getGlobalContext().userSettings.languageId === DUTCH;
    var found = TEXTS[key][dutch ? 1 : 0];
    for (var i = 1; i < arguments.length; i++) {
      found = found.replace("{" + (i - 1) + "}", arguments[i]);
    }
    return found;
  }

  function show(lines) {
    return Xrm.Navigation.openAlertDialog({ title: text("title"), text: lines.filter(Boolean).join("\n") });
  }

  function bare(id) {
    return String(id).replace(/[{}]/g, "").toLowerCase();
  }

  function call(name, parameters, types) {
    var request = {
      getMetadata: function () {
        return { boundParameter: null, operationType: 0, operationName: name, parameterTypes: types };
      }
    };
    Object.keys(parameters).forEach(function (key) {
      request[key] = parameters[key];
    });
    return Xrm.WebApi.online.execute(request).then(function (response) {
      return response.status === 204 ? {} : response.json();
    });
  }

  // The progress indicator never outlives what it tells of, and a failure is told, not swallowed.
  function during(key, work) {
    Xrm.Utility.showProgressIndicator(text(key));
    return work().then(
      function (result) {
        Xrm.Utility.closeProgressIndicator();
        return result;
      },
      function (error) {
        Xrm.Utility.closeProgressIndicator();
        return show([text("failed", error && error.message ? error.message : String(error))]).then(function () {
          return null;
        });
      }
    );
  }

  function wait(milliseconds) {
    return new Promise(function (resolve) {
      setTimeout(resolve, milliseconds);
    });
  }

  // The checks of a test, each in a line with what to do about it.
  function words(result) {
    return JSON.parse(result).map(function (check) {
      return (check.ok ? "✓ " : check.warning ? "! " : "✗ ") + check.text + (check.fix ? " " + check.fix : "");
    }).join("\n");
  }

  // Done once the result is younger than the request.
  function testResult(id, polls) {
    return Xrm.WebApi.retrieveRecord("tvr_connection", id, "?$select=tvr_testrequestedon,tvr_testedon,tvr_testresult").then(function (row) {
      if (row.tvr_testedon && new Date(row.tvr_testedon) >= new Date(row.tvr_testrequestedon)) {
        return words(row.tvr_testresult);
      }
      if (polls <= 1) {
        return text("testSilent");
      }
      return wait(TEST_POLL_MILLISECONDS).then(function () {
        return testResult(id, polls - 1);
      });
    });
  }

  function testAnd(refresh) {
    return during("testing", function () {
      return call("tvr_TestConnection", {}, {}).then(function (found) {
        return testResult(bare(found.ConnectionId), TEST_POLLS);
      });
    }).then(function (result) {
      return result && show([result]).then(refresh);
    });
  }

  function testConnection(form) {
    return testAnd(function () {
      return form.data.refresh(false);
    });
  }

  // Before the first test there is no connection to open: the list has the button too, and the test makes the row.
  function testConnectionOfList(grid) {
    return testAnd(function () {
      return grid.refresh();
    });
  }

  function preview(form) {
    return during("working", function () {
      return call(
        "tvr_PreviewInvitation",
        { CaseId: { guid: bare(form.data.entity.getId()) } },
        { CaseId: { typeName: "Edm.Guid", structuralProperty: PRIMITIVE } }
      );
    }).then(function (found) {
      return found && show([
        found.Explanation,
        found.SurveyName && text("survey", found.SurveyName),
        found.Recipient && text("recipient", found.Recipient),
        found.RuleName && text("rule", found.RuleName),
        found.DueOn && text("due", new Date(found.DueOn).toLocaleString())
      ]);
    });
  }

  function answer(found, count) {
    var refused = found.Refused ? JSON.parse(found.Refused) : [];
    var reasons = {};
    refused.forEach(function (one) {
      reasons[one.reason] = (reasons[one.reason] || 0) + 1;
    });
    var lines = Object.keys(reasons).map(function (reason) {
      return (reasons[reason] > 1 ? reasons[reason] + " × " : "") + reason;
    });
    var shown = lines.slice(0, 10);
    return [text("asked", found.Asked, count), refused.length > 0 && text("refused", refused.length)]
      .concat(shown, lines.length > shown.length ? [text("more", lines.length - shown.length)] : []);
  }

  function ask(request, ids, refresh) {
    return during("working", function () {
      return call(
        "tvr_RequestInvitation",
        { InvitationIds: ids, Request: request },
        {
          InvitationIds: { typeName: "Collection(Edm.String)", structuralProperty: COLLECTION },
          Request: { typeName: "Edm.String", structuralProperty: PRIMITIVE }
        }
      );
    }).then(function (found) {
      return found && show(answer(found, ids.length)).then(refresh);
    });
  }

  function confirmed(request, ids) {
    if (request !== "cancel") {
      return Promise.resolve(true);
    }
    var words = ids.length === 1 ? text("cancelConfirm") : text("cancelManyConfirm", ids.length);
    return Xrm.Navigation.openConfirmDialog({ title: text("title"), text: words }).then(function (result) {
      return result.confirmed;
    });
  }

  function ofForm(request) {
    return function (form) {
      var ids = [bare(form.data.entity.getId())];
      return confirmed(request, ids).then(function (yes) {
        return yes && ask(request, ids, function () {
          return form.data.refresh(false);
        });
      });
    };
  }

  function ofSelected(request) {
    return function (grid, selected) {
      var ids = (selected || []).map(bare);
      if (ids.length === 0) {
        return show([text("none")]);
      }
      return confirmed(request, ids).then(function (yes) {
        return yes && ask(request, ids, function () {
          return grid.refresh();
        });
      });
    };
  }

  return {
    testConnection: testConnection,
    testConnectionOfList: testConnectionOfList,
    preview: preview,
    send: ofForm("send"),
    plan: ofForm("plan"),
    cancel: ofForm("cancel"),
    sendSelected: ofSelected("send"),
    planSelected: ofSelected("plan"),
    cancelSelected: ofSelected("cancel")
  };
})();
