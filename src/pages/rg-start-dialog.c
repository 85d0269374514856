/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The steps of Start My Shop, one after the other. What each asks is a group of its own; here it is
 * put into a step, filled, and saved. */
#include "pages/rg-start-dialog.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-backup-folder-row.h"
#include "pages/rg-basis-group.h"
#include "pages/rg-shop-facts-group.h"
#include "pages/rg-start-files.h"
#include "pages/rg-start-step.h"
#include "pages/rg-till-group.h"
#include "store/rg-store-shop.h"
#include "store/rg-store-staff.h"

struct _RgStartDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *navigation;

  RgStartStep *steps[RG_N_SET_UP_STEPS]; /* owned */
  AdwEntryRow *name_row;
  AdwEntryRow *staff_row;
  RgShopFactsGroup *facts_group;
  RgTillGroup *till_group;
  RgBasisGroup *basis_group;
  RgStartFiles *files_group;
  RgBackupFolderRow *folder_row;

  char *path;
  RgStore *store; /* NULL until the shop is made */
};

enum { SIGNAL_STARTED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgStartDialog, rg_start_dialog, ADW_TYPE_DIALOG)

static void
rg_start_dialog_refuse (RgStartDialog *self, RgSetUpStep step, const GError *error)
{
  g_autofree char *text = rg_error_text (error);

  rg_start_step_refuse (self->steps[step], text, NULL);
}

/* --- going on --- */

static void
rg_start_dialog_visible_cb (RgStartDialog *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  if (page)
    adw_dialog_set_default_widget (ADW_DIALOG (self),
                                   rg_start_step_get_next_button (RG_START_STEP (page)));
}

static void
rg_start_dialog_go_on (RgStartDialog *self, RgSetUpStep from)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  /* A click more while the answer was being saved. */
  if (!page || page != ADW_NAVIGATION_PAGE (self->steps[from]))
    return;
  if (from + 1 < RG_N_SET_UP_STEPS)
    adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (self->steps[from + 1]));
  else
    adw_dialog_close (ADW_DIALOG (self));
}

/* What saves an answer, until the store has it. */
typedef struct
{
  RgStartDialog *dialog;
  RgSetUpStep step;
} RgStartAnswer;

static RgStartAnswer *
rg_start_answer_new (RgStartDialog *self, RgSetUpStep step)
{
  RgStartAnswer *answer = g_new0 (RgStartAnswer, 1);

  answer->dialog = g_object_ref (self);
  answer->step = step;
  return answer;
}

static void
rg_start_dialog_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree RgStartAnswer *answer = data;
  g_autoptr (RgStartDialog) self = answer->dialog;
  g_autoptr (GError) error = NULL;

  if (!self->navigation)
    return;
  if (rg_store_write_finish (RG_STORE (object), result, NULL, &error))
    rg_start_dialog_go_on (self, answer->step);
  else
    rg_start_dialog_refuse (self, answer->step, error);
}

/* --- the shop --- */

static void
rg_start_dialog_set_up_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgStartDialog) self = RG_START_DIALOG (data);
  g_autoptr (RgSetUp) set_up = rg_set_up_read_finish (RG_STORE (object), result, NULL);
  RgSetUpStep next;

  if (!set_up || !self->navigation)
    return;
  rg_start_files_show (self->files_group, set_up);
  rg_start_step_set_next (self->steps[RG_SET_UP_SALES],
                          set_up->done[RG_SET_UP_SALES] ? _("_Next") : _("S_kip"));
  if (adw_navigation_view_get_visible_page (self->navigation))
    return;
  rg_till_group_set_till (self->till_group, set_up->till);
  next = rg_set_up_get_next (set_up);
  if (next == RG_N_SET_UP_STEPS)
    next = RG_SET_UP_TILL;
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (self->steps[next]));
}

static void
rg_start_dialog_changed_cb (RgStartDialog *self, RgChanges *changes)
{
  if (rg_set_up_is_touched (changes))
    rg_set_up_read_async (self->store, rg_start_dialog_set_up_cb, g_object_ref (self));
}

static void
rg_start_dialog_take_store (RgStartDialog *self, RgStore *store)
{
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_start_dialog_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_basis_group_read (self->basis_group, store);
  rg_set_up_read_async (store, rg_start_dialog_set_up_cb, g_object_ref (self));
}

static char *
rg_start_dialog_dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static gboolean
rg_start_dialog_make (RgStartDialog *self, const RgShop *shop, GError **error)
{
  g_autoptr (RgStore) store = rg_store_create (self->path, shop, error);

  if (!store)
    return FALSE;
  rg_start_dialog_take_store (self, store);
  g_signal_emit (self, signals[SIGNAL_STARTED], 0, store);
  return TRUE;
}

/* The file is made the first time; whoever comes back corrects it. */
static void
rg_start_dialog_save_shop (RgStartDialog *self)
{
  g_autofree char *name = rg_start_dialog_dup_text (self->name_row);
  g_autofree char *staff = rg_start_dialog_dup_text (self->staff_row);
  g_autoptr (RgShop) shop = NULL;
  g_autoptr (GError) error = NULL;

  if (!*name)
    {
      rg_start_step_refuse (self->steps[RG_SET_UP_SHOP], _("The shop needs a name."),
                            GTK_WIDGET (self->name_row));
      return;
    }
  shop = self->store ? rg_shop_copy (rg_store_get_shop (self->store)) : rg_shop_new (name, "", "");
  g_set_str (&shop->name, name);
  rg_shop_facts_group_apply (self->facts_group, shop);
  if ((self->store ? rg_store_save_shop_sync (self->store, shop, NULL, &error)
                   : rg_start_dialog_make (self, shop, &error))
      && (!*staff
          || rg_store_rename_staff_sync (self->store, rg_store_get_staff (self->store), staff,
                                         NULL, &error)))
    rg_start_dialog_go_on (self, RG_SET_UP_SHOP);
  else
    rg_start_dialog_refuse (self, RG_SET_UP_SHOP, error);
}

/* --- the steps --- */

static void
rg_start_dialog_next_cb (RgStartStep *step, RgStartDialog *self)
{
  const RgSetUpStep which = rg_start_step_get_step (step);

  switch (which)
    {
    case RG_SET_UP_SHOP:
      rg_start_dialog_save_shop (self);
      break;
    case RG_SET_UP_TILL:
      rg_set_up_note_async (self->store, which, rg_till_group_get_till (self->till_group),
                            rg_start_dialog_saved_cb, rg_start_answer_new (self, which));
      break;
    case RG_SET_UP_PERMISSION:
      rg_basis_group_save_async (self->basis_group, self->store, rg_start_dialog_saved_cb,
                                 rg_start_answer_new (self, which));
      break;
    case RG_SET_UP_BACKUPS:
      rg_set_up_note_async (self->store, which, "1", rg_start_dialog_saved_cb,
                            rg_start_answer_new (self, which));
      break;
    case RG_SET_UP_SALES:
    case RG_N_SET_UP_STEPS:
    default:
      rg_start_dialog_go_on (self, which);
    }
}

static void
rg_start_dialog_later_cb (RgStartDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static AdwPreferencesGroup *
rg_start_dialog_add_group (RgStartDialog *self, RgSetUpStep step, GType type, const char *text)
{
  AdwPreferencesGroup *group = g_object_new (type, NULL);

  if (text)
    adw_preferences_group_set_description (group, text);
  rg_start_step_add (self->steps[step], GTK_WIDGET (group));
  return group;
}

static AdwEntryRow *
rg_start_dialog_add_entry (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (group, row);
  return ADW_ENTRY_ROW (row);
}

static void
rg_start_dialog_fill_shop_step (RgStartDialog *self)
{
  AdwPreferencesGroup *names
    = rg_start_dialog_add_group (self, RG_SET_UP_SHOP, ADW_TYPE_PREFERENCES_GROUP, NULL);
  const char *user = g_get_real_name ();

  self->name_row = rg_start_dialog_add_entry (names, _("Name of the shop"));
  self->staff_row = rg_start_dialog_add_entry (names, _("Your name"));
  /* What GLib says where the computer knows no name. */
  gtk_editable_set_text (GTK_EDITABLE (self->staff_row),
                         g_str_equal (user, "Unknown") ? g_get_user_name () : user);
  self->facts_group = RG_SHOP_FACTS_GROUP (rg_start_dialog_add_group (
      self, RG_SET_UP_SHOP, RG_TYPE_SHOP_FACTS_GROUP,
      _("Taken from the settings of this computer. Correct what is wrong: the currency stays once "
        "there are sales.")));
  rg_shop_facts_group_suggest (self->facts_group);
  rg_start_step_set_later (self->steps[RG_SET_UP_SHOP], _("_Cancel"));
}

static void
rg_start_dialog_fill_backup_step (RgStartDialog *self)
{
  AdwPreferencesGroup *group = rg_start_dialog_add_group (
      self, RG_SET_UP_BACKUPS, ADW_TYPE_PREFERENCES_GROUP,
      _("A checked copy is made after each import and when you quit. A stick or another disk keeps "
        "it safe when this computer is lost: choose a folder there. Preferences has a passphrase "
        "for it.\n\n"
        "Turn on disk encryption in the settings of this computer as well: then a stolen computer "
        "tells nobody anything about your customers."));
  self->folder_row = g_object_new (RG_TYPE_BACKUP_FOLDER_ROW, NULL);
  adw_preferences_group_add (group, GTK_WIDGET (self->folder_row));
  rg_start_step_set_next (self->steps[RG_SET_UP_BACKUPS], _("_Done"));
}

static void
rg_start_dialog_make_steps (RgStartDialog *self)
{
  static const char *const titles[RG_N_SET_UP_STEPS] = {
    [RG_SET_UP_SHOP] = N_("Your Shop"),        [RG_SET_UP_TILL] = N_("Your Till"),
    [RG_SET_UP_PERMISSION] = N_("Whom to Write To"), [RG_SET_UP_SALES] = N_("Your Sales"),
    [RG_SET_UP_BACKUPS] = N_("Backups"),
  };

  for (int i = 0; i < RG_N_SET_UP_STEPS; i++)
    {
      self->steps[i] = g_object_ref_sink (rg_start_step_new ((RgSetUpStep) i, _(titles[i])));
      g_signal_connect_object (self->steps[i], "next", G_CALLBACK (rg_start_dialog_next_cb), self,
                               0);
      g_signal_connect_object (self->steps[i], "later", G_CALLBACK (rg_start_dialog_later_cb),
                               self, G_CONNECT_SWAPPED);
    }
  rg_start_dialog_fill_shop_step (self);
  self->till_group = RG_TILL_GROUP (rg_start_dialog_add_group (
      self, RG_SET_UP_TILL, RG_TYPE_TILL_GROUP,
      _("Regulars reads the sales that your till writes into a file.")));
  self->basis_group = RG_BASIS_GROUP (rg_start_dialog_add_group (
      self, RG_SET_UP_PERMISSION, RG_TYPE_BASIS_GROUP,
      _("Whoever said no is never written to. This decides about customers who have not been "
        "asked. You can change it later in Preferences.")));
  self->files_group = RG_START_FILES (
      rg_start_dialog_add_group (self, RG_SET_UP_SALES, RG_TYPE_START_FILES, NULL));
  rg_start_dialog_fill_backup_step (self);
}

/* --- GObject --- */

static void
rg_start_dialog_dispose (GObject *object)
{
  RgStartDialog *self = RG_START_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_START_DIALOG);
  for (int i = 0; i < RG_N_SET_UP_STEPS; i++)
    g_clear_object (&self->steps[i]);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_start_dialog_parent_class)->dispose (object);
}

static void
rg_start_dialog_finalize (GObject *object)
{
  g_free (RG_START_DIALOG (object)->path);
  G_OBJECT_CLASS (rg_start_dialog_parent_class)->finalize (object);
}

static void
rg_start_dialog_class_init (RgStartDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_start_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_start_dialog_finalize;

  signals[SIGNAL_STARTED] = g_signal_new ("started", RG_TYPE_START_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, RG_TYPE_STORE);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-start-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgStartDialog, navigation);
  gtk_widget_class_bind_template_callback (widget_class, rg_start_dialog_visible_cb);
}

static void
rg_start_dialog_init (RgStartDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_start_dialog_make_steps (self);
}

AdwDialog *
rg_start_dialog_new (const char *path, GSettings *settings)
{
  RgStartDialog *self = g_object_new (RG_TYPE_START_DIALOG, NULL);

  self->path = g_strdup (path);
  rg_backup_folder_row_set_settings (self->folder_row, settings);
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (self->steps[RG_SET_UP_SHOP]));
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  return ADW_DIALOG (self);
}

AdwDialog *
rg_start_dialog_new_resume (RgStore *store, GSettings *settings)
{
  RgStartDialog *self = g_object_new (RG_TYPE_START_DIALOG, NULL);

  rg_backup_folder_row_set_settings (self->folder_row, settings);
  rg_start_dialog_take_store (self, store);
  return ADW_DIALOG (self);
}
