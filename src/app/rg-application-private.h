/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files of the application share. */
#pragma once

#include "app/rg-application.h"
#include "app/rg-reminders.h"
#include "app/rg-search-provider.h"
#include "app/rg-shop-keeper.h"
#include "app/rg-window.h"
#include "pages/rg-automation-doer.h"

G_BEGIN_DECLS

/* When no shop is being left any more. */
typedef void (*RgLeftFunc) (RgApplication *self, gpointer data);

struct _RgApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  RgSearchProvider *search;
  RgShopKeeper *keeper; /* of the shop that is open, like the next */
  RgReminders *reminders;
  RgAutomationDoer *doer;
  guint banner_source;  /* each hour: the last backup grows older */
  char *damaged_path; /* the file that the page about damage is about; else NULL */

  /* While a file is opened on a thread; else NULL. */
  GCancellable *opening;
  char *opening_path;
  char *open_next;    /* and then this one */

  GPtrArray *leaving; /* shops whose last backup is being made */
  GArray *waiting;    /* and what is to be done then */
  GFile *import_next; /* and what is offered to the import of the shop */
};

/* rg-application.c */
RgWindow *rg_application_ensure_window (RgApplication *self);
void rg_application_show_error (GtkWidget *window, const char *heading, const GError *error);
/* The shop in the place of what the window showed. */
void rg_application_show_store (RgApplication *self, RgStore *store);

void rg_application_set_enabled (RgApplication *self, const char *name, gboolean enabled);

/* rg-application-leave.c: takes the shop out of the window, makes the last backup on a thread where
 * one is due, closes its file. */
void rg_application_leave_shop (RgApplication *self);
void rg_application_init_leaving (RgApplication *self);
/* Calls the function once nothing is being left, at once where nothing is. */
void rg_application_when_left (RgApplication *self, RgLeftFunc func, gpointer data);
/* Whether that file is one of those. */
gboolean rg_application_is_leaving (RgApplication *self, const char *path);
/* Waits for their end; nothing is called. */
void rg_application_stop_leaving (RgApplication *self);

/* rg-application-open.c: opens the shop, or says why not; later where it takes long. */
void rg_application_open (RgApplication *self, const char *path);
/* Waits for the end of an opening that is under way, which is soon: nothing is opened. */
void rg_application_stop_opening (RgApplication *self);

/* rg-application-backups.c: adds the actions around making backups. */
void rg_application_add_backup_actions (RgApplication *self);
/* The shop that is open, or that none is, decides which of them there are. */
void rg_application_update_backup_actions (RgApplication *self);

/* rg-application-state.c: keeps the banner and the actions by what happens to the open shop. */
void rg_application_follow_store (RgApplication *self, RgStore *store);

/* rg-application-restore.c: adds the actions around backups that are put in place. */
void rg_application_add_restore_actions (RgApplication *self);
/* Closes the open shop, if there is one; nobody may have a file open that is replaced. */
void rg_application_close_shop (RgApplication *self);
/* What took the place of the shop's file, for a toast; `kept` is what was there, or NULL. */
void rg_application_say_in_place (RgApplication *self, const char *words, const char *kept);

/* rg-application-damage.c: the page about a damaged file in place of the shop. */
gboolean rg_application_is_damage (const GError *error);
/* error: what opening it said, or NULL. */
void rg_application_show_damaged (RgApplication *self, const char *path, const GError *error);
/* For the store's signal `damaged`. */
void rg_application_damaged_cb (RgApplication *self, RgStore *store);

G_END_DECLS
