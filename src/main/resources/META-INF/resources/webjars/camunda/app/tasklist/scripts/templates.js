// Templates for Tasklist 7.24 instead of its own. They use the same controllers and scopes; what is left out is what an
// official must not or need not do: editing filters, dates, groups and assignees, links to other applications.

const page = `
<div class="three-cols-layout-columns" ng-controller="camLayoutCtrl">
  <section class="column column-left task-filters" ng-controller="camFiltersCtrl" aria-label="Фильтры">
    <header class="three-cols-layout-cell top">
      <h2 class="desk-column">Мои списки</h2>
      <button type="button" ng-click="toggleRegion($event)" data-region="filters" class="region-toggle btn btn-link"
              aria-label="Свернуть или развернуть фильтры"><span class="glyphicon" aria-hidden="true"></span></button>
    </header>
    <div class="three-cols-layout-cell content">
      <div cam-tasklist-filters filters-data="filtersData" open-modal="openModal"
           user-can-create-filter="userCanCreateFilter"></div>
    </div>
  </section>

  <section class="column column-center tasks-list" ng-controller="camListCtrl" aria-label="Задачи">
    <header class="three-cols-layout-cell top">
      <h2 class="desk-column">Задачи по сроку</h2>
      <button type="button" ng-click="toggleRegion($event)" data-region="list" class="region-toggle btn btn-link"
              aria-label="Свернуть или развернуть список"><span class="glyphicon" aria-hidden="true"></span></button>
    </header>
    <div class="three-cols-layout-cell content">
      <view ng-repeat="tasklistPlugin in tasklistPlugins" provider="tasklistPlugin" vars="tasklistVars"></view>
      <div cam-tasks tasklist-data="tasklistData"></div>
    </div>
  </section>

  <main class="column column-right task-details" ng-controller="camTaskActionCtrl" aria-label="Задача">
    <header class="three-cols-layout-cell top">
      <button type="button" ng-click="toggleRegion($event)" data-region="task" class="region-toggle btn btn-link"
              aria-label="Свернуть или развернуть задачу"><span class="glyphicon" aria-hidden="true"></span></button>
      <button type="button" ng-click="maximizeRegion($event)" data-region="task" class="btn btn-link maximize"
              aria-label="Задача на всю ширину"><span class="glyphicon glyphicon-resize-full" aria-hidden="true"></span></button>
      <button type="button" ng-click="resetRegions($event)" class="btn btn-link reset-regions"
              aria-label="Вернуть списки"><span class="glyphicon glyphicon-resize-small" aria-hidden="true"></span></button>
    </header>
    <div class="three-cols-layout-cell content">
      <p class="desk-done" role="status" hidden></p>
      <div cam-tasklist-task tasklist-data="tasklistData"></div>
    </div>
  </main>
</div>`;

const loading = `<p class="desk-wait" role="status">{{ 'LOADING' | translate }}</p>`;

const camTasklistFilters = `
<div ng-show="!state.$loaded && !state.$error">${loading}</div>
<p ng-show="state.$error" class="alert alert-danger" role="alert">{{ 'FILTERS_LOADING_FAILURE' | translate }}</p>
<div ng-show="state.$loaded && !state.$error" class="list-unstyled">
  <p ng-hide="totalItems" class="well">{{ 'NO_AVAILABLE_FILTER' | translate }}</p>
  <div ng-repeat="filter in filters track by filter.id" class="item task-filter" ng-class="{active: isFocused(filter)}">
    <a ng-href="#/?filter={{ filter.id }}" ng-click="focus(filter); $event.preventDefault()"
       ng-attr-aria-current="{{ isFocused(filter) ? 'true' : undefined }}" title="{{ filter.properties.description }}">
      <span class="desk-filter">{{ filter.name }}</span>
      <span class="desk-count" desk-count="filter.id"></span>
    </a>
  </div>
</div>`;

const camTasks = `
<div ng-show="!state.$loaded && !state.$error">${loading}</div>
<p ng-show="state.$error" class="alert alert-danger" role="alert">{{ 'TASK_LIST_LOADING_FAILURE' | translate }}</p>
<div ng-if="state.$loaded && !state.$error">
  <p ng-if="!totalItems" class="well">{{ 'NO_MATCHING_TASK' | translate }}</p>
  <p ng-if="totalItems && !tasks" class="well">{{ 'RESTRICTION_NOTICE' | translate }}
    <button type="button" class="btn btn-link" ng-click="resetPage()">{{ 'RESET_PAGE' | translate }}</button></p>
  <ol ng-if="totalItems" class="tasks-list list-unstyled" ng-keydown="handleKeydown($event)">
    <li class="task" ng-repeat="(delta, task) in tasks track by task.id" ng-class="{active: currentTaskId === task.id}">
      <a class="desk-row" ng-href="{{ getHrefUrl(task) }}" ng-click="focus($event, task)" data-task-id="{{ task.id }}"
         ng-attr-aria-current="{{ currentTaskId === task.id ? 'true' : undefined }}">
        <span class="desk-name">{{ task.name || task.taskDefinitionKey }}</span>
        <view ng-repeat="plugin in cardPlugins" vars="cardPluginVars" provider="plugin"></view>
        <span class="desk-who" ng-if="hasAssignee(task)">В работе: <span desk-holder="task"></span></span>
      </a>
    </li>
  </ol>
</div>
<nav class="desk-paging" aria-label="Страницы списка" ng-show="state.$loaded && totalItems > pageSize">
  <button type="button" class="btn btn-default btn-sm" ng-disabled="pageNum <= 1"
          ng-click="pageNum = pageNum - 1; pageChange()">Назад</button>
  <span>{{ pageNum }} из {{ (totalItems + pageSize - 1 - (totalItems + pageSize - 1) % pageSize) / pageSize }}</span>
  <button type="button" class="btn btn-default btn-sm" ng-disabled="pageNum * pageSize >= totalItems"
          ng-click="pageNum = pageNum + 1; pageChange()">Дальше</button>
</nav>`;

// One head for each task: Tasklist's own would leave «Взять в работу» dead if the task before was just being taken.
const camTasklistTask = `
<div ng-show="!taskState.$loaded">${loading}</div>
<div ng-show="taskState.$loaded">
  <p ng-hide="task" class="no-task well">{{ 'SELECT_TASK_IN_LIST' | translate }}</p>
  <section ng-if="task" class="task-card" desk-stale="task.id" ng-class="{'task-removed': !taskExists}" aria-labelledby="desk-task-name">
    <header class="desk-head">
      <h1 class="task" id="desk-task-name" tabindex="-1" data-task-id="{{ task.id }}">{{ task.name || task.taskDefinitionKey }}</h1>
      <div ng-repeat="id in [task.id]" cam-tasklist-task-meta task-data="taskData" error-handler="errorHandler"></div>
    </header>
    <div ng-if="!taskExists" role="status">
      <p class="alert alert-info">{{ 'TASK_HAS_BEEN_REMOVED' | translate }}
        <button type="button" class="btn btn-default" ng-click="dismissTask()">{{ 'CLOSE_TASK' | translate }}</button></p>
    </div>
    <div class="tabbed-content">
      <div class="desk-tabs" role="tablist" aria-label="Задача">
        <button type="button" role="tab" ng-repeat="taskDetailTab in taskDetailTabs" id="desk-tab-{{ taskDetailTab.id }}"
                ng-class="{active: selectedTaskDetailTab.id === taskDetailTab.id}" aria-controls="desk-panel"
                aria-selected="{{ selectedTaskDetailTab.id === taskDetailTab.id }}"
                ng-click="selectTaskDetailTab(taskDetailTab)">{{ taskDetailTab.label | translate }}</button>
      </div>
      <div class="tab-content" id="desk-panel" role="tabpanel" aria-labelledby="desk-tab-{{ selectedTaskDetailTab.id }}">
        <view provider="selectedTaskDetailTab" vars="taskVars"></view>
      </div>
    </div>
  </section>
</div>`;

const camTasklistTaskMeta = `
<ul class="desk-meta">
  <li ng-if="task.due">Срок задачи: <strong>{{ task.due | camDate:'normal' }}</strong></li>
  <li class="assignee" ng-if="!hasAssignee()">Исполнителя пока нет
    <button type="button" class="btn btn-default btn-sm claim" ng-click="claim()"
            ng-disabled="submitInProgress">{{ 'CLAIM_TASK' | translate }}</button></li>
  <li class="assignee" ng-if="hasAssignee()">В работе:
    <strong ng-if="isAssignee">у вас</strong>
    <strong ng-if="!isAssignee" desk-holder="task"></strong>
    <button type="button" class="btn btn-link btn-sm unclaim" ng-if="isAssignee" ng-click="unclaim()"
            ng-disabled="submitInProgress">{{ 'UNCLAIM_TASK' | translate }}</button></li>
</ul>`;

const camWidgetHeader = `
<div class="navbar-header">
  <button type="button" class="navbar-toggle" ng-class="{open: !!navbarOpen}" ng-click="navbarOpen = !navbarOpen"
          aria-expanded="{{ !!navbarOpen }}"><b class="desk-menu">{{ 'TOGGLE_NAVIGATION' | translate }}</b></button>
  <a class="navbar-brand desk-brand" ng-if="authentication.name" href="#/">{{ brandName }}</a>
</div>
<nav class="cam-nav app-menu" aria-label="Учётная запись" ng-if="authentication.name">
  <ul ng-class="{collapse: !navbarOpen}">
    <li class="account"><span class="desk-user"></span></li>
    <li class="logout"><button type="button" class="btn btn-link" ng-click="logout()">{{ 'SIGN_OUT_ACTION' | translate }}</button></li>
  </ul>
</nav>
<div ng-transclude class="sections-menu" ng-class="{collapse: !navbarOpen}"></div>`;

const camWidgetFooter = `<p class="desk-footer">Клавиши – «?». Работает на Camunda Platform 7.24.</p>`;

const notificationsPanel = `
<div class="notifications" role="alert">
  <div ng-repeat="notification in notifications" class="alert" ng-class="notificationClass(notification)">
    <button type="button" class="close" aria-label="Закрыть сообщение" ng-click="removeNotification(notification)"><span aria-hidden="true">×</span></button>
    <strong class="status" ng-bind-html="trustHTML(notification.status)"></strong>
    <span class="message" ng-bind-html="trustHTML(notification.message)"></span>
  </div>
</div>`;

export const TEMPLATES = {
  page,
  directives: {
    camTasklistFilters,
    camTasks,
    camTasklistTask,
    camTasklistTaskMeta,
    camWidgetHeader,
    camWidgetFooter,
    notificationsPanel
  }
};
