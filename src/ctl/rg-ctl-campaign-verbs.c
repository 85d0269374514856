/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `campaign`: its verbs, and what help says of each. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-campaign.h"
#include "ctl/rg-ctl-commands.h"
#include "ctl/rg-ctl-private.h"

typedef struct
{
  const char *name;
  const char *usage; /* behind the name */
  const char *about; /* untranslated */
  RgCtlFunc run;
} RgCtlVerb;

typedef struct
{
  const char *title; /* untranslated */
  const char *about; /* untranslated, or NULL */
  const RgCtlVerb *verbs;
  gsize n_verbs;
} RgCtlChapter;

static const RgCtlVerb rg_ctl_campaign_making[] = {
  { "new", "--name NAME --segment TEXT …",
    N_("Makes one, for a segment: the name of a saved one, or rules (see “help segment”). Takes "
       "--subject, --message or --message-file, --closing, --signature, --channel (post, email, "
       "sms, phone), --cost, --piece-cost and --hold-out (per cent of the people left without it, "
       "to compare with)."),
    rg_ctl_campaign_new },
  { "set", "ID …",
    N_("Changes it: --name, --channel, --subject, --message, --counter (what is said when "
       "somebody of the list is looked up), --priority (first, usual, wait), --planned DAY (when "
       "it is to go out: of several that go first the earlier does, then the older), --best N and "
       "--best-by spend or visits, --as-preferred yes or no (whoever prefers another way is left "
       "out), and the saved segments that people are --in or --out of, each as often as you like. "
       "What it offers: --offer (money or percent off, gift, bundle, again, or none), "
       "--offer-value (the amount or share off, or the price), --offer-product CODE (again for "
       "each; or its uuid or name), --offer-with-product (the second of a bundle), or in words "
       "--offer-for (a category) and --offer-with, --offer-until DAY or --offer-days N (from the "
       "day on which the list is fixed), and --offer-cost (what it costs when one person takes "
       "it)."),
    rg_ctl_campaign_set },
  { "version", "ID --name NAME …",
    N_("Adds a message to be tested beside the first: --subject, --message, --part (its part of "
       "the people, 1 to 99). --remove takes it away again; --even-by stage or spend deals the "
       "people out evenly by it."),
    rg_ctl_campaign_version },
  { "copy", "ID NAME",
    N_("Begins another with the same people, offer, message and costs."), rg_ctl_campaign_copy },
  { "template", "list | use ID NAME | keep ID NAME | rename NAME NEW | remove NAME",
    N_("Messages to begin with: use makes a campaign say what one of them says, keep keeps its "
       "message for others, with all versions (one alone with --version NAME) and the offer but "
       "for its last day; rename and remove change your own."),
    rg_ctl_campaign_template },
  { "own", "[CUSTOMER] [--no]",
    N_("The shop's own people, who get every campaign too and are counted nowhere. With a "
       "customer it adds one, or takes one away with --no."),
    rg_ctl_campaign_own },
  { "rest-group", "[PERCENT]",
    N_("The share of customers who get no campaign all year, to compare with."),
    rg_ctl_campaign_rest_group },
};

static const RgCtlVerb rg_ctl_campaign_looking[] = {
  { "list", NULL, N_("All campaigns."), rg_ctl_campaign_list },
  { "show", "ID", N_("One of them."), rg_ctl_campaign_show },
  { "check", "ID",
    N_("Says who would get it, who would be left out and why, how many each condition of the "
       "message holds for, and whom campaigns that are as important would take, if they go out "
       "first."),
    rg_ctl_campaign_do_check },
  { "preview", "ID CUSTOMER",
    N_("Says what one customer gets: of an e-mail the plain text, and with --html FILE its twin; "
       "with --send-to ADDRESS, one of your own, it goes there as a test. Of a text message it "
       "also says how long it is and how many it counts as."),
    rg_ctl_campaign_preview },
};

static const RgCtlVerb rg_ctl_campaign_sending[] = {
  { "fix", "ID", N_("Fixes the list: nobody comes into it any more."), rg_ctl_campaign_fix },
  { "letters", "ID --pdf FILE", N_("Letters for window envelopes; --paper A4 or Letter."),
    rg_ctl_campaign_sheets },
  { "labels", "ID --pdf FILE",
    N_("Address labels. --sheet is one of 3x8-70x37, 3x7-63.5x38.1, 3x8-63.5x33.9, 2x7-99.1x38.1, "
       "2x8-105x37, 2x4-99.1x67.7, 3x10-66.7x25.4, 2x5-101.6x50.8 (the last two are Letter), or "
       "own measures in millimetres, such as \"3x8 70x37 gap 0x0 margin 0x0.5 A4\"; --start is "
       "the first label that is left."),
    rg_ctl_campaign_sheets },
  { "coupons", "ID --pdf FILE", N_("Coupons, to be cut out along grey marks; --paper."),
    rg_ctl_campaign_sheets },
  { "call-list", "ID --pdf FILE",
    N_("Names and numbers with boxes to tick, for a campaign by phone or SMS; --paper."),
    rg_ctl_campaign_sheets },
  { "address-list", "ID --pdf FILE", N_("Names and addresses; --paper."), rg_ctl_campaign_sheets },
  { "export", "ID FILE",
    N_("A CSV file. --layout is table, sms (number and text), brevo or mailchimp (the columns "
       "that these services read)."),
    rg_ctl_campaign_export },
  { "send", "ID",
    N_("Gives a campaign by e-mail to the mail server (see “help mail”), each message once; what "
       "the server does not take for now goes out when it is sent again. Uncertain ones, of which "
       "nobody knows whether they arrived, are sent again with --again alone. --patience is how "
       "many seconds the server may take to answer: 30. Nothing goes out in quiet hours (see "
       "“help contact-budget”)."),
    rg_ctl_campaign_send },
  { "outbox", "ID [STATE]",
    N_("What became of each message: waiting, sent, refused, uncertain or withdrawn."),
    rg_ctl_campaign_outbox },
};

static const RgCtlVerb rg_ctl_campaign_proving[] = {
  { "responses", "ID FILE",
    N_("Brings in who opened and clicked what another program sent: FILE is its report, as "
       "Mailchimp, Brevo, Klaviyo, Mautic, MailUp and others export it, or any table with a column "
       "“e-mail” or “customer number” and one “opened” or “clicked” (how often, yes or no, or "
       "when); “-” reads standard input. --as opened, clicked, bounced or unsubscribed says what "
       "everybody did in a file that is a bare list. Only people of the fixed list are known; "
       "bounced addresses and those who want no more are noted as “mail” does. --dry-run only says "
       "what would happen."),
    rg_ctl_campaign_responses },
  { "results", "ID",
    N_("What each version and the comparison group did at the till, and whether chance alone "
       "explains it."),
    rg_ctl_campaign_results },
  { "summary", "ID --pdf FILE", N_("The same on paper."), rg_ctl_campaign_summary },
  { "figure", "ID [FIGURE]",
    N_("Lists the figures of the results, and of one of them says how it adds up, and what of it "
       "is whose: with rounding_minor the parts make the figure to the last digit. Of the year in "
       "place of a campaign it tells what all its campaigns took."),
    rg_ctl_campaign_figure },
  { "people", "ID WHAT",
    N_("Who stands behind a figure, and with --json their receipts in the days that count: came, "
       "written, without-came, without, or a step of the money such as sales, returns, coupons, "
       "gifts, points or discounts; and offer: who took what it offers."),
    rg_ctl_campaign_people },
  { "cost", "ID …",
    N_("Changes what it costs: --cost, --piece-cost, --staff-minutes (of work, at what “costs” "
       "sets for an hour) and --budget, or none to take the budget away."),
    rg_ctl_campaign_cost },
  { "compare", NULL,
    N_("All that went out side by side, with who answers to which channel, and what was spent of "
       "the year's budget."),
    rg_ctl_campaign_compare },
  { "year", NULL, N_("What all campaigns did, beside the rest group of the year."),
    rg_ctl_campaign_year },
};

static const RgCtlChapter rg_ctl_campaign_chapters[] = {
  { N_("Making one"), NULL, rg_ctl_campaign_making, G_N_ELEMENTS (rg_ctl_campaign_making) },
  { N_("What a message may hold"),
    N_("{{first name}}, {{last name}}, {{name}}, {{city}}, {{shop name}}, {{today}}, {{offer}}, "
       "{{offer until}}, {{points}} and {{points until}} (the last day of those that lapse next), "
       "and after a bar what stands there where it is not known: {{first name|friend}}.\n"
       "{{products left}} (in the basket) and {{products looked at}}, of the last 90 days and not "
       "bought since, for those who allow such offers, and {{products due}} to be bought again "
       "name up to three products of each person, or as many as stand behind the name: {{products "
       "due 5|our shelf}}; alone on a line they are a list.\n"
       "What stands between {{only for city is \"Oslo\"}} and {{end}} is for those for whom these "
       "rules hold (see “help segment”).\n"
       "In an e-mail a line “# Words” is a heading, “- Words” an item of a list, "
       "“[Words](https://…)” a button and “{{coupon}}” alone the coupon."),
    NULL, 0 },
  { N_("Looking at it"), NULL, rg_ctl_campaign_looking, G_N_ELEMENTS (rg_ctl_campaign_looking) },
  { N_("Printing and sending it"), NULL, rg_ctl_campaign_sending,
    G_N_ELEMENTS (rg_ctl_campaign_sending) },
  { N_("What it did"), NULL, rg_ctl_campaign_proving, G_N_ELEMENTS (rg_ctl_campaign_proving) },
};

/* --- Help ------------------------------------------------------------------------------------- */

static void
rg_ctl_campaign_help_verb (GString *out, const RgCtlVerb *verb)
{
  g_string_append_printf (out, "  %s%s%s\n", verb->name, verb->usage != NULL ? " " : "",
                          verb->usage != NULL ? verb->usage : "");
  rg_ctl_append_wrapped (out, 6, _(verb->about));
}

static char *
rg_ctl_campaign_dup_help (void)
{
  GString *out = g_string_new (NULL);

  rg_ctl_append_wrapped (out, 0, _("ID is a number, a uuid or a name."));
  for (gsize c = 0; c < G_N_ELEMENTS (rg_ctl_campaign_chapters); c++)
    {
      const RgCtlChapter *chapter = &rg_ctl_campaign_chapters[c];

      g_string_append_printf (out, "\n%s\n", _(chapter->title));
      if (chapter->about != NULL)
        rg_ctl_append_wrapped (out, 2, _(chapter->about));
      for (gsize v = 0; v < chapter->n_verbs; v++)
        rg_ctl_campaign_help_verb (out, &chapter->verbs[v]);
    }
  g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

/* --- The command ------------------------------------------------------------------------------ */

static gboolean
rg_ctl_campaign_refuse (GError **error)
{
  g_autoptr (GString) verbs = g_string_new (NULL);

  for (gsize c = 0; c < G_N_ELEMENTS (rg_ctl_campaign_chapters); c++)
    for (gsize v = 0; v < rg_ctl_campaign_chapters[c].n_verbs; v++)
      g_string_append_printf (verbs, verbs->len > 0 ? ", %s" : "%s",
                              rg_ctl_campaign_chapters[c].verbs[v].name);
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               /* Translators: %s are words, with commas between them. */
               _("“campaign” needs one of these after it: %s. “regularsctl help campaign” explains "
                 "them."),
               verbs->str);
  return FALSE;
}

static gboolean
rg_ctl_campaign (RgCtl *ctl, GStrv args, GError **error)
{
  for (gsize c = 0; args[1] != NULL && c < G_N_ELEMENTS (rg_ctl_campaign_chapters); c++)
    for (gsize v = 0; v < rg_ctl_campaign_chapters[c].n_verbs; v++)
      if (g_str_equal (args[1], rg_ctl_campaign_chapters[c].verbs[v].name))
        return rg_ctl_campaign_chapters[c].verbs[v].run (ctl, args, error);
  return rg_ctl_campaign_refuse (error);
}

const RgCtlCommand rg_ctl_campaign_commands[] = {
  { "campaign", "VERB …", N_("Write to a segment: check, fix the list, print, see what it did"),
    NULL, rg_ctl_campaign, rg_ctl_campaign_dup_help },
  { NULL },
};
