/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The table of commands. Places come from their own table. */
#include "app/rg-commands.h"

#include "app/rg-places.h"
#include "base/rg-fold.h"
#include "base/rg-i18n.h"

typedef struct
{
  const char *title;  /* marked with N_() */
  const char *action; /* detailed */
  const char *words;  /* marked with N_(): other names for it; NULL: none */
} RgCommand;

static const RgCommand commands[] = {
  { N_("Import Sales…"), "win.import-sales",
    /* Translators: other words that find "Import Sales" in the search, with spaces between. */
    N_("read file till receipts csv") },
  { N_("Import Customers…"), "win.import-customers",
    /* Translators: other words that find "Import Customers", with spaces between. */
    N_("read file list people csv") },
  { N_("New Customer…"), "win.new-at::customers",
    /* Translators: other words that find "New Customer", with spaces between. */
    N_("add person") },
  { N_("Duplicates"), "win.show-duplicates(@a{sv} {})",
    /* Translators: other words that find "Duplicates" in the search, with spaces between. */
    N_("twice same person merge customers double") },
  { N_("Tags"), "win.show-tags(@a{sv} {})",
    /* Translators: other words that find "Tags" in the search, with spaces between. */
    N_("labels colours rename merge") },
  { N_("New Segment"), "win.new-at::segments",
    /* Translators: other words that find "New Segment", with spaces between. */
    N_("add rules group") },
  { N_("How Lately and How Often"), "win.show-rfm(@a{sv} {})",
    /* Translators: other words that find "How Lately and How Often", with spaces between. */
    N_("rfm recency frequency money best lost customers") },
  { N_("Groups That Show Themselves"), "win.show-groups(@a{sv} {})",
    /* Translators: other words that find "Groups That Show Themselves", with spaces between. */
    N_("clusters alike kinds of customers") },
  { N_("New Campaign…"), "win.new-at::campaigns",
    /* Translators: other words that find "New Campaign", with spaces between. */
    N_("add letter write print mail") },
  { N_("Use a Coupon…"), "win.use-coupon(@a{sv} {})",
    /* Translators: other words that find "Use a Coupon", with spaces between. */
    N_("redeem voucher code scan barcode till") },
  { N_("Sales Trend"), "win.show-report({'report': <'sales'>})",
    /* Translators: other words that find "Sales Trend", with spaces between. */
    N_("report chart turnover growing") },
  { N_("Loyalty Trend"), "win.show-report({'report': <'loyalty'>})",
    /* Translators: other words that find "Loyalty Trend", with spaces between. */
    N_("report chart returning new customers") },
  { N_("Back Up Now"), "app.back-up",
    /* Translators: other words that find "Back Up Now", with spaces between. */
    N_("backup copy save") },
  { N_("Preferences"), "app.preferences",
    /* Translators: other words that find "Preferences", with spaces between. */
    N_("settings options shop address name") },
  { N_("Keyboard Shortcuts"), "app.shortcuts",
    /* Translators: other words that find "Keyboard Shortcuts", with spaces between. */
    N_("keys help") },
  { N_("Help"), "app.help('')",
    /* Translators: other words that find "Help", with spaces between. */
    N_("manual guide what does this mean") },
  { N_("Start My Shop"), "app.start-shop", NULL },
  { N_("About Regulars"), "app.about", N_("version licence") },
  { N_("Quit"), "app.quit", N_("exit leave close") },
};

void
rg_command_found_free (RgCommandFound *found)
{
  g_free (found->title);
  g_free (found->action);
  g_free (found->accelerator);
  g_free (found);
}

static gboolean
rg_commands_begins_a_word (const char *folded, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);

  for (guint i = 0; parts[i]; i++)
    if (g_str_has_prefix (parts[i], word))
      return TRUE;
  return FALSE;
}

static gboolean
rg_commands_matches (const char *title, const char *words, char **wanted)
{
  g_autofree char *names = g_strconcat (title, " ", words, NULL);
  g_autofree char *folded = rg_fold (names);

  for (guint i = 0; wanted[i]; i++)
    if (!rg_commands_begins_a_word (folded, wanted[i]))
      return FALSE;
  return TRUE;
}

/* Whether the action is there, and can be done now. */
static gboolean
rg_commands_can_do (GtkApplicationWindow *window, const char *action)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  GActionGroup *group = g_str_has_prefix (action, "app.") ? G_ACTION_GROUP (application)
                                                          : G_ACTION_GROUP (window);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  return g_action_parse_detailed_name (action, &name, &target, NULL) &&
         g_action_group_get_action_enabled (group, strchr (name, '.') + 1);
}

static char *
rg_commands_dup_accelerator (GtkApplicationWindow *window, const char *action)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  g_auto (GStrv) accelerators = gtk_application_get_accels_for_action (application, action);
  GdkModifierType modifiers;
  guint key;

  if (!accelerators[0] || !gtk_accelerator_parse (accelerators[0], &key, &modifiers))
    return NULL;
  return gtk_accelerator_get_label (key, modifiers);
}

static void
rg_commands_try (GPtrArray *found, GtkApplicationWindow *window, const char *title,
                 const char *words, const char *action, char **wanted)
{
  RgCommandFound *one;

  if (!rg_commands_can_do (window, action) || !rg_commands_matches (title, words, wanted))
    return;
  one = g_new0 (RgCommandFound, 1);
  one->title = g_strdup (title);
  one->action = g_strdup (action);
  one->accelerator = rg_commands_dup_accelerator (window, action);
  g_ptr_array_add (found, one);
}

GPtrArray *
rg_commands_find (GtkApplicationWindow *window, const char *text)
{
  g_autofree char *folded = rg_fold (text);
  g_auto (GStrv) wanted = g_strsplit (folded ? folded : "", " ", -1);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_command_found_free);
  gsize n_places;
  const RgPlace *places = rg_places_get (&n_places);

  for (gsize i = 0; i < n_places; i++)
    {
      g_autofree char *action = g_strconcat ("win.show-place::", places[i].id, NULL);

      rg_commands_try (found, window, _(places[i].title), "", action, wanted);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    rg_commands_try (found, window, _(commands[i].title),
                     commands[i].words ? _(commands[i].words) : "", commands[i].action, wanted);
  return found;
}
